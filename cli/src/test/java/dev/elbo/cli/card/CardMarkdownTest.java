package dev.elbo.cli.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.eval.Calibration;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.preprocessing.PreprocessingFit;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Column;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CardMarkdownTest {
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  private static ModelCard card(
      Likelihood likelihood,
      DataDescription data,
      TrainingRecord training,
      Optional<Calibration> calibration) {
    Vae vae = Vae.of(Architecture.of(likelihood, List.of(2), 1));
    StoredModel model =
        new StoredModel(vae, Parameters.zeros(vae.layout()), data, training, calibration);
    return new ModelCard(
        Path.of("model"), 1234, Instant.parse("2026-02-03T04:05:06Z"), AutoEncoder.of(model));
  }

  private static DataDescription numbers(String name) {
    return new DataDescription(name, 1, 1, Binarization.NONE, Optional.empty());
  }

  /** Whatever stands in names, the page is the page, and each row a row. */
  @Test
  void theWholePage() {
    Schema schema =
        new Schema(
            List.of(
                Column.of("a|b <i>\n", new Binary("no", "*yes*")),
                Column.of("_id_", new LeftOut(Kind.IDENTIFIER, "all different"))));
    ModelCard card =
        card(
            new MixedLikelihood(List.of(new BernoulliColumn())),
            numbers("my [table](x)").with(new PreprocessingFit(schema).finish()),
            new TrainingRecord(
                "0.1.0",
                80,
                10,
                Optional.of(SHA256),
                3,
                OptionalDouble.of(-0.5),
                Map.of("seed", "1")),
            Optional.of(new Calibration(100, List.of(-0.5), -0.5, List.of(4.0, 5.5))));
    assertThat(CardMarkdown.of(card))
        .isEqualTo(
            """
            # Model card: my \\[table\\](x)

            |  |  |
            | --- | --- |
            | file | model, safetensors, format 1 of Elbo, 1,234 bytes |
            | written | 2026-02-03 04:05 UTC by the file's own time, as a model holds no date |
            | network | 1–2–1–2–1, tanh, 19 parameters |
            | decoder | mixed: 1 bernoulli |

            ## Training

            |  |  |
            | --- | --- |
            | data | my \\[table\\](x)   1 column |
            | training | 80 rows, 10 held out; epoch 3; held-out bound −0.50; Elbo 0.1.0 |
            | SHA-256 of the rows | %s |
            | scores | log p(x) −0.50 nats per row in the table's own units, 100 draws a row; 2 rows kept for calibration: p-values from 0.3333 |

            Bounds and log p(x) are in nats per row; higher is better.

            ## Columns

            | column | kind | values | usual log p, nats |
            | --- | --- | --- | --- |
            | a\\|b \\<i\\> | binary | "no" or "\\*yes\\*" | −0.50 |
            | \\_id\\_ | left out, identifier | all different |  |

            ## What to know

            - Figures add up logarithms of probabilities, of levels and counts, and of densities, of other numbers: they are no probabilities, may be positive, and shift when such a column is measured in another unit.
            - The bound is a floor of log p(x), and how far below it lies differs from model to model: compare models by log p(x) of elbo evaluate, at one number of draws.
            - To judge a row use the p-value of elbo score: how often usual rows are as strange, at least 0.3333. The held-out bound is of standardised columns and scores are in the table's own units: the two do not compare.
            - The held-out rows have also chosen the epoch, which makes their bound a little too good; elbo evaluate on rows that had no part in the run gives an unbiased figure.

            ## Settings

            | setting | value |
            | --- | --- |
            | seed | 1 |
            """
                .formatted(SHA256));
  }

  @Test
  void notesOfAnImportedModelAndOfAnOldFile() {
    DiagonalGaussian gaussian = DiagonalGaussian.of(1);
    TrainingRecord imported =
        new TrainingRecord("0.1.0", 0, 0, 0, OptionalDouble.empty(), Map.of());
    ModelCard foreign = card(gaussian, numbers("x"), imported, Optional.empty());
    assertThat(foreign.notes())
        .contains(
            "Figures are logarithms of densities and not of probabilities: they may be positive, and"
                + " they shift when a column is measured in another unit.",
            "The file knows nothing of the rows that it was trained on, and no figures of it.")
        .noneMatch(note -> note.startsWith("No rows were held out"));
    TrainingRecord old = new TrainingRecord("0.1.0", 9, 0, 4, OptionalDouble.empty(), Map.of());
    assertThat(card(gaussian, numbers("x"), old, Optional.empty()).notes())
        .contains(
            "log p(x) of one row says nothing by itself: compare it with that of rows known to be"
                + " usual.",
            "No rows were held out: nothing in the file says how good the model is.",
            "The file was written without a hash of its rows.");
  }
}
