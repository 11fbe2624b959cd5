package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import dev.elbo.random.NormalQuantile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where things stand, without labels: the grid begins at (14, 14). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelPicturesTest {
  private static final int MARGIN = 14;

  private AutoEncoder model;
  private Dataset digits;
  private ModelPictures pictures;

  @BeforeAll
  void train() throws IOException {
    model = Models.bernoulli(3).run();
    digits = Models.digits();
    pictures = new ModelPictures(model, Tones.range(64, 0, 1), Lettering.none());
  }

  /** Checks that a row of 64 stands as an 8 × 8 image of cells at (x, y). */
  private static void assertImage(BufferedImage image, int x, int y, int cell, float[] row) {
    for (int i = 0; i < row.length; i++) {
      int grey = Math.round(255 * row[i]);
      int pixelX = x + i % 8 * cell + cell / 2;
      int pixelY = y + i / 8 * cell + cell / 2;
      assertThat(image.getRGB(pixelX, pixelY) & 0xFFFFFF).isEqualTo(grey * 0x010101);
    }
  }

  private float[] original(int row) {
    float[] values = new float[64];
    for (int j = 0; j < 64; j++) {
      values[j] = digits.value(row, j);
    }
    return values;
  }

  @Test
  void originalsStandAboveTheirReconstructions() {
    BufferedImage image = pictures.reconstructions(digits, 20, 10).image();
    // Rows (i + ½) · 359 / 20: tiles of 96, 3 apart, 10 more between the bands.
    float[][] reconstructions = model.reconstruct(digits);
    assertImage(image, MARGIN, MARGIN, 12, original(8));
    assertImage(image, MARGIN, MARGIN + 99, 12, reconstructions[8]);
    assertImage(image, MARGIN + 99, MARGIN, 12, original(26));
    assertImage(image, MARGIN + 9 * 99, MARGIN + 99, 12, reconstructions[170]);
    assertImage(image, MARGIN, MARGIN + 2 * 99 + 10, 12, original(188));
    assertThat(image.getWidth()).isEqualTo(2 * MARGIN + 9 * 99 + 96);
    assertThat(image.getHeight()).isEqualTo(2 * MARGIN + 3 * 99 + 10 + 96);
  }

  @Test
  void fewRowsMakeASmallPicture() {
    Dataset three = digits.select(new int[] {5, 6, 7}, "three");
    BufferedImage image = pictures.reconstructions(three, 20, 10).image();
    // Three tiles of the largest size, 160.
    assertImage(image, MARGIN, MARGIN, 20, original(5));
    assertImage(image, MARGIN + 2 * 163, MARGIN, 20, original(7));
    assertThat(image.getWidth()).isEqualTo(2 * MARGIN + 2 * 163 + 160);
  }

  @Test
  void samplesStandInReadingOrder() {
    BufferedImage image = pictures.samples(25, 10, AutoEncoder.Sample.MEAN, 7).image();
    float[][] samples = model.sample(25, AutoEncoder.Sample.MEAN, 7);
    assertImage(image, MARGIN, MARGIN, 12, samples[0]);
    assertImage(image, MARGIN + 9 * 99, MARGIN, 12, samples[9]);
    assertImage(image, MARGIN + 4 * 99, MARGIN + 2 * 99, 12, samples[24]);
    // Nothing stands where samples have ended.
    assertThat(image.getRGB(MARGIN + 5 * 99 + 48, MARGIN + 2 * 99 + 48)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void aManifoldGrowsToTheRightAndUpwards() {
    int n = 5;
    BufferedImage image = pictures.manifold(n, 2, 0).image();
    float low = (float) NormalQuantile.of(0.1);
    float high = (float) NormalQuantile.of(0.9);
    float[][] corners =
        model.decode(
            new float[][] {{high, 0, low}, {high, 0, high}, {low, 0, low}, {low, 0, high}});
    // Five tiles of 160, the largest size, 3 apart.
    int far = MARGIN + 4 * 163;
    assertImage(image, MARGIN, MARGIN, 20, corners[0]);
    assertImage(image, far, MARGIN, 20, corners[1]);
    assertImage(image, MARGIN, far, 20, corners[2]);
    assertImage(image, far, far, 20, corners[3]);
    float[][] centre = model.decode(new float[1][3]);
    assertImage(image, MARGIN + 2 * 163, MARGIN + 2 * 163, 20, centre[0]);
  }

  @Test
  void aManifoldSaysWhatItShows() {
    assertThat(pictures.manifold(20, 2, 0).caption())
        .isEqualTo(
            "E[x|z] over latents 3 (to the right) and 1 (upwards), from −1.96 to 1.96 in equal"
                + " steps of the prior's probability; the other latents are 0.");
  }

  @Test
  void aTraversalHasALineForEachLatent() {
    BufferedImage image = pictures.traversal(List.of(1, 2), 3).image();
    float[][] ends = model.decode(new float[][] {{0, -3, 0}, {0, 3, 0}, {0, 0, -3}, {0, 0, 3}});
    int right = MARGIN + 2 * 163;
    int below = MARGIN + 160 + 2 * 3;
    assertImage(image, MARGIN, MARGIN, 20, ends[0]);
    assertImage(image, right, MARGIN, 20, ends[1]);
    assertImage(image, MARGIN, below, 20, ends[2]);
    assertImage(image, right, below, 20, ends[3]);
  }

  @Test
  void rowsOfATableAreStrips() {
    Dataset table = Models.table("table", 5);
    AutoEncoder gaussian = Models.gaussian(table, 3).run();
    Tones tones = Tones.range(5, 0, 4000);
    ModelPictures strips = new ModelPictures(gaussian, tones, Lettering.none());
    BufferedImage image = strips.reconstructions(table, 4, 10).image();
    float[][] reconstructions = gaussian.reconstruct(table);
    // Rows 5, 15, 25, 35; strips of 16, 1 apart, in pairs 10 more apart.
    for (int j = 0; j < 5; j++) {
      int x = MARGIN + 48 * j + 24;
      assertThat(image.getRGB(x, MARGIN + 8) & 0xFFFFFF).isEqualTo(tones.rgb(j, table.value(5, j)));
      assertThat(image.getRGB(x, MARGIN + 17 + 8) & 0xFFFFFF)
          .isEqualTo(tones.rgb(j, reconstructions[5][j]));
      assertThat(image.getRGB(x, MARGIN + 2 * 17 + 10 + 8) & 0xFFFFFF)
          .isEqualTo(tones.rgb(j, table.value(15, j)));
    }
    // Only a band has a frame where strips touch.
    BufferedImage walk = strips.traversal(List.of(0), 2).image();
    float[][] ends = gaussian.decode(new float[][] {{-3, 0, 0}, {3, 0, 0}});
    assertThat(walk.getRGB(MARGIN + 24, MARGIN + 7) & 0xFFFFFF).isEqualTo(tones.rgb(0, ends[0][0]));
    assertThat(walk.getRGB(MARGIN + 24, MARGIN + 8) & 0xFFFFFF).isEqualTo(tones.rgb(0, ends[1][0]));
  }

  @Test
  void anyNumberOfColumnsMakesAPictureOfReasonableSize() {
    for (int columns : new int[] {1, 2, 9, 166, 700, 5000}) {
      Dataset table = Models.table("table", columns);
      AutoEncoder gaussian = Models.gaussian(table, 2).run();
      ModelPictures strips = ModelPictures.of(gaussian, Optional.of(table));
      for (Drawing drawing :
          List.of(
              strips.reconstructions(table, 12, 10),
              strips.samples(30, 10, AutoEncoder.Sample.MEAN, 1),
              strips.traversal(List.of(0, 1), 13))) {
        assertThat(drawing.image().getWidth()).isBetween(240, 2000);
        assertThat(drawing.image().getHeight()).isBetween(100, 2000);
      }
    }
  }

  @Test
  void aTableHasNoManifold() {
    AutoEncoder gaussian = Models.gaussian(Models.table("prices", 3), 2).run();
    ModelPictures strips = ModelPictures.of(gaussian, Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strips.manifold(20, 0, 1))
        .withMessage(
            "a manifold is a plane of images and the rows of prices are none; a traversal shows what"
                + " each latent does");
  }
}
