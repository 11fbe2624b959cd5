package dev.elbo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.cli.Models;
import dev.elbo.data.Dataset;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Marginal;
import dev.elbo.picture.Picture;
import dev.elbo.picture.RunPictures;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final String EVIL = "a<b>&\"c'";
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>");

  @TempDir private Path folder;

  private String page(Training training, Dataset rows, String command) throws IOException {
    AutoEncoder model = Models.run(training, folder);
    List<Picture> pictures = RunPictures.draw(model, rows, folder.resolve("training.csv"), folder);
    Evaluation figures = model.evaluate(rows, 10);
    Path file = folder.resolve("report.html");
    HtmlReport.write(
        file, model, new HtmlReport.Judgement(rows.rows(), figures, List.of()), pictures, command);
    return Files.readString(file);
  }

  /** Every tag is closed in order, and nothing but tags and text stands in the page. */
  private static void assertWellFormed(String html) {
    String body = html.replaceFirst("(?s)<style>.*?</style>", "");
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(body);
    StringBuilder text = new StringBuilder();
    while (tag.find()) {
      tag.appendReplacement(text, "");
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).isEqualTo(tag.group(2));
      } else if (!Set.of("meta", "img").contains(tag.group(2))) {
        open.push(tag.group(2));
      }
    }
    tag.appendTail(text);
    assertThat(open).isEmpty();
    assertThat(text.toString().replaceFirst("<!DOCTYPE html>", "")).doesNotContain("<", ">");
    assertThat(text.toString().replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
  }

  @Test
  void thePageIsWellFormedAndEscapesWhatUsersNamed() throws IOException {
    Dataset rows = Models.table(EVIL, 5);
    String page = page(Models.gaussian(rows, 3), rows, "./elbo train '" + EVIL + "'");
    assertWellFormed(page);
    assertThat(page).doesNotContain(EVIL).doesNotContain("<b>");
    assertThat(page)
        .contains("<h1>Variational auto-encoder of a&lt;b&gt;&amp;&quot;c&#39;</h1>")
        .contains("<code>./elbo train &#39;a&lt;b&gt;&amp;&quot;c&#39;&#39;</code>");
  }

  @Test
  void thePageNeedsNothingButItself() throws IOException {
    String page = page(Models.bernoulli(3), Models.digits(), "./elbo train");
    assertThat(page.replaceAll("data:image/png;base64,[A-Za-z0-9+/=]+", ""))
        .doesNotContain("http")
        .doesNotContain("//")
        .doesNotContain("<script")
        .doesNotContain("<link")
        .doesNotContain("url(")
        .doesNotContain("@import");
    assertThat(Pattern.compile("<img src=\"data:image/png;base64,iVBOR").matcher(page).results())
        .hasSize(4);
    assertThat(Pattern.compile("alt=\"[^\"]{20,}\"").matcher(page).results()).hasSize(4);
  }

  @Test
  void thePageHoldsFiguresLayersAndSettings() throws IOException {
    String page = page(Models.bernoulli(3), Models.digits(), "./elbo train");
    assertWellFormed(page);
    assertThat(page)
        .contains("On 359 held-out rows the lower bound")
        .contains("nats per row</strong>, higher is better")
        .contains("<th scope=\"row\">log-likelihood</th>")
        .contains("<i>k</i> = 10 draws a row")
        .contains("<code>encoder.log_variance.weight</code></th><td>3 × 8</td><td>24</td>")
        .contains(
            "<th scope=\"row\">optimizer</th><td>adam, betas 0.9 and 0.999, epsilon 1.0E-8</td>")
        .contains("<th scope=\"row\">latent 3</th>")
        .contains("binarised by the rule in the settings");
  }

  @Test
  void densitiesAndMissingHeldOutRowsAreSaid() throws IOException {
    Dataset rows = Models.table("prices", 5);
    String page = page(Models.gaussian(rows, 3).heldOut(0), rows, "./elbo train prices.npy");
    assertThat(page)
        .contains("logarithms of densities and not of probabilities")
        .contains("On 40 rows that the model has learnt from the lower bound")
        .contains(
            "No rows were held out. The figures are about rows that the model has learnt from");
  }

  @Test
  void manyLatentsAreSummedUp() throws IOException {
    Dataset rows = Models.table("prices", 5);
    String page = page(Models.gaussian(rows, 50), rows, "./elbo train prices.npy");
    assertThat(Pattern.compile("<span class=\"bar\"").matcher(page).results()).hasSize(40);
    assertThat(page).contains("The 10 further ones carry ");
  }

  @Test
  void controlCharactersAreReplaced() {
    assertThat(Html.escape("a\u0000b\u001bc\n")).isEqualTo("a\uFFFDb\uFFFDc\n");
  }

  private static Marginal marginal(String name, ColumnType type, List<Marginal.Bin> bins) {
    return new Marginal(Column.of(name, type), bins, 40, 5000);
  }

  /** Farthest apart first: levels beside their names, numbers and dates with the axis's ends. */
  @Test
  void columnsAreShownBesideThoseOfDrawnRows() throws IOException {
    Dataset rows = Models.table("prices", 5);
    AutoEncoder model = Models.run(Models.gaussian(rows, 3), folder);
    List<Marginal.Bin> levels = new ArrayList<>();
    levels.add(new Marginal.Bin(EVIL, Double.NaN, Double.NaN, 0.5, 0.25));
    for (int i = 0; i < 10; i++) {
      levels.add(new Marginal.Bin("a very long level " + i, Double.NaN, Double.NaN, 0.05, 0.075));
    }
    Marginal numbers =
        marginal(
            "size",
            new Numeric(0, 90_000, 0.5),
            List.of(
                new Marginal.Bin("", 12_345, 23_456, 0.2, 1),
                new Marginal.Bin("", 23_456, 34_567, 0.8, 0)));
    Marginal dates =
        marginal(
            "since",
            new DateTime(TimeUnit.DAYS, 0, 40),
            List.of(new Marginal.Bin("", 1, 31, 1, 1)));
    Path file = folder.resolve("report.html");
    HtmlReport.write(
        file,
        model,
        new HtmlReport.Judgement(
            40,
            model.evaluate(rows, 10),
            List.of(dates, marginal(EVIL, new Category(List.of("b"), 9), levels), numbers)),
        List.of(),
        "./elbo train");
    String page = Files.readString(file);
    assertWellFormed(page);
    assertThat(page)
        .doesNotContain(EVIL)
        .contains("cells of 40 rows")
        .contains("those of 5,000 rows that the model has")
        .contains("<strong>size</strong> total variation 0.800, 0.0")
        .contains(">12345</text>", ">34567</text>", ">1970-01-02</text>", ">1970-02-01</text>")
        .contains(">a&lt;b&gt;&amp;&quot;c&#39;</text>", ">a very long le…</text>")
        .contains(">and 3 levels more</text>")
        .containsSubsequence("<strong>size", "<strong>a&lt;b&gt;", "<strong>since");
  }

  @Test
  void ofManyColumnsThoseWithMostToSeeAreShown() {
    List<Marginal> marginals = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      double share = 0.5 + 0.005 * i;
      marginals.add(
          marginal(
              "c" + i,
              new Numeric(0, 1, 0),
              List.of(
                  new Marginal.Bin("", -0.25, 0.5, 0.5, share),
                  new Marginal.Bin("", 0.5, 1.125, 0.5, 1 - share))));
    }
    assertThat(MarginalFigures.html(40, marginals))
        .contains(" 1 column with less to see left out.")
        .containsSubsequence("<strong>c60<", "<strong>c59<", "<strong>c1<")
        .doesNotContain("<strong>c0<")
        .contains(">−0.25</text>", ">1.12</text>");
  }
}
