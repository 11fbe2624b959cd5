package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.LatentsOption;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.NewFile;
import dev.elbo.cli.option.PlotKind;
import dev.elbo.cli.option.Range;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.picture.CurveChart;
import dev.elbo.picture.Drawing;
import dev.elbo.picture.LearningCurve;
import dev.elbo.picture.ModelPictures;
import dev.elbo.picture.RunPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo plot}. */
@Command(
    name = "plot",
    description = "Draws a picture of a model or a run as a PNG file.",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo plot manifold runs/digits-1 --latents 3,5 -o plane.png"})
final class PlotCommand implements Callable<Integer> {
  private static final int MOST_POINTS = 100;
  private static final String PNG = ".png";

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = PlotKind.Words.class,
      completionCandidates = PlotKind.Words.class,
      description = "${COMPLETION-CANDIDATES}")
  private @Nullable PlotKind kindArgument;

  @Mixin private ModelRows input = new ModelRows();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "PNG file (default: KIND.png beside the model)")
  private @Nullable Path file;

  @Option(names = "--force", description = "overwrite the file where it exists")
  private boolean force;

  @Option(
      names = "-n",
      paramLabel = "N",
      description =
          "rows to show (default: "
              + RunPictures.RECONSTRUCTIONS
              + ", samples: "
              + RunPictures.SAMPLES
              + "), or points along a side of a manifold ("
              + RunPictures.MANIFOLD
              + ") or a traversal ("
              + RunPictures.STEPS
              + ")")
  private @Nullable Integer count;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "images a line (default: " + RunPictures.ACROSS + ")")
  private @Nullable Integer columns;

  @Mixin private LatentsOption latents = new LatentsOption();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the samples (default: ${bundle:default.evaluation-seed})")
  private @Nullable Long seed;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    PlotKind kind = Objects.requireNonNull(kindArgument, "KIND");
    check(kind);
    ModelArgument model = input.model();
    boolean isRun = kind == PlotKind.CURVE && Files.isDirectory(model.path());
    Path folder = isRun ? model.path() : directory(model.file());
    Path target = target(kind, folder);
    Drawing drawing =
        kind == PlotKind.CURVE
            ? CurveChart.draw(LearningCurve.read(new RunFolder(folder).curve()))
            : draw(kind, model.load());
    drawing.save(target);
    common.out().println(target);
    return 0;
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** Rejects options that would be ignored, and numbers out of range, before anything is read. */
  private void check(PlotKind kind) {
    Set<PlotKind> all = EnumSet.complementOf(EnumSet.of(PlotKind.CURVE));
    Set<PlotKind> planes = EnumSet.of(PlotKind.MANIFOLD, PlotKind.TRAVERSAL);
    Set<PlotKind> rows = EnumSet.of(PlotKind.RECONSTRUCTIONS, PlotKind.SAMPLES);
    requireKind("DATA", input.data(), kind, all);
    requireKind("--split", input.split(), kind, all);
    requireKind("-n", count, kind, all);
    requireKind("--columns", columns, kind, rows);
    requireKind("--latents", latents.given(), kind, planes);
    requireKind("--seed", seed, kind, EnumSet.of(PlotKind.SAMPLES));
    int least = kind == PlotKind.TRAVERSAL ? 2 : 1;
    Range.require("-n", count, least, rows.contains(kind) ? ModelPictures.MOST_ROWS : MOST_POINTS);
    Range.require("--columns", columns, 1, MOST_POINTS);
  }

  private static void requireKind(
      String option, @Nullable Object value, PlotKind kind, Set<PlotKind> kinds) {
    if (value != null && !kinds.contains(kind)) {
      throw new UsageException(
          "%s goes with %s, not with %s"
              .formatted(
                  option,
                  kinds.stream().map(Choice::word).collect(Collectors.joining(", ")),
                  Choice.word(kind)));
    }
  }

  /** The file asked for, else the first of {@code samples.png}, {@code samples-2.png} … */
  private Path target(PlotKind kind, Path folder) {
    if (file == null) {
      if (!Files.isWritable(folder.toAbsolutePath())) {
        throw new DataException(
            "%s: nothing can be written to this folder; name a file with -o".formatted(folder));
      }
      Path usual = folder.resolve(Choice.word(kind) + PNG);
      return force ? usual : NewFile.firstFree(folder, Choice.word(kind), PNG);
    }
    NewFile.require(file, force, List.of(PNG));
    return file;
  }

  private Drawing draw(PlotKind kind, AutoEncoder model) throws IOException {
    Optional<List<Integer>> chosen = latents.of(model);
    if (kind == PlotKind.MANIFOLD) {
      requirePlane(model, chosen);
    }
    boolean ranked =
        kind != PlotKind.SAMPLES && chosen.isEmpty() && model.architecture().latentSize() > 2;
    boolean needsRows = kind == PlotKind.RECONSTRUCTIONS || ranked;
    Optional<Dataset> rows =
        needsRows || input.data() != null ? Optional.of(rows(kind, model)) : Optional.empty();
    ModelPictures pictures = ModelPictures.of(model, rows);
    boolean images = pictures.showsImages();
    int across = columns == null ? RunPictures.ACROSS : columns;
    return switch (kind) {
      case MANIFOLD -> {
        List<Integer> plane = chosen.orElseGet(() -> RunPictures.latents(model, rows));
        yield pictures.manifold(countOr(RunPictures.MANIFOLD), plane.get(0), plane.get(1));
      }
      case TRAVERSAL ->
          pictures.traversal(
              chosen.orElseGet(() -> RunPictures.traversed(model, rows)),
              countOr(RunPictures.STEPS));
      case SAMPLES ->
          pictures.samples(
              countOr(images ? RunPictures.SAMPLES : RunPictures.TABLE_SAMPLES),
              across,
              AutoEncoder.Sample.MEAN,
              seed == null ? AutoEncoder.DEFAULT_SEED : seed);
      default ->
          pictures.reconstructions(
              rows.orElseThrow(),
              countOr(images ? RunPictures.RECONSTRUCTIONS : RunPictures.TABLE_RECONSTRUCTIONS),
              across);
    };
  }

  private int countOr(int usual) {
    return count == null ? usual : count;
  }

  /** Of more than two latents, some rows tell which to show. */
  private Dataset rows(PlotKind kind, AutoEncoder model) throws IOException {
    try {
      return input.load(model);
    } catch (UsageException e) {
      throw input.data() == null && kind != PlotKind.RECONSTRUCTIONS
          ? new UsageException(e.getMessage() + ", or choose latents with --latents")
          : e;
    }
  }

  /** Rejects a manifold that cannot be drawn, before any rows are read. */
  private static void requirePlane(AutoEncoder model, Optional<List<Integer>> chosen) {
    if (chosen.isPresent() && chosen.get().size() != 2) {
      throw new UsageException(
          "--latents: a manifold is a plane of two latents, such as 1,2, not "
              + chosen.get().size());
    }
    if (model.architecture().latentSize() < 2) {
      throw new UsageException(
          "a manifold is a plane of two latents and the model has one; plot traversal shows it");
    }
    if (!ModelPictures.hasManifold(model)) {
      throw new UsageException(
          "a manifold is a plane of images and the rows of %s are none; plot traversal shows what each latent does"
              .formatted(model.data().name()));
    }
  }
}
