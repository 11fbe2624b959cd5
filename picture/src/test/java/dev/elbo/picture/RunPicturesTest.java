package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPicturesTest {
  @TempDir private Path folder;

  private List<Picture> draw(Training training, Dataset rows) throws IOException {
    AutoEncoder model = Models.run(training, folder);
    return RunPictures.draw(model, rows, folder.resolve("training.csv"), folder);
  }

  private static List<String> names(List<Picture> pictures) {
    return pictures.stream().map(picture -> String.valueOf(picture.file().getFileName())).toList();
  }

  @Test
  void imagesGetAManifold() throws IOException {
    List<Picture> pictures = draw(Models.bernoulli(4), Models.digits());
    assertThat(names(pictures))
        .containsExactly("curve.png", "reconstructions.png", "samples.png", "manifold.png");
    for (Picture picture : pictures) {
      BufferedImage image = ImageIO.read(picture.file().toFile());
      assertThat(image.getWidth()).isBetween(800, 2000);
      assertThat(image.getHeight()).isBetween(300, 2000);
      assertThat(picture.title()).isNotBlank();
      assertThat(picture.caption()).endsWith(".");
    }
  }

  @Test
  void tablesAndModelsOfOneLatentGetATraversal() throws IOException {
    Dataset table = Models.table("table", 6);
    assertThat(names(draw(Models.gaussian(table, 3), table))).endsWith("traversal.png");
    assertThat(names(draw(Models.bernoulli(1), Models.digits()))).endsWith("traversal.png");
  }

  @Test
  void twoLatentsKeepTheirOrderAndMoreComeByTheirActivity() throws IOException {
    Dataset rows = Models.digits();
    AutoEncoder two = Models.bernoulli(2).run();
    assertThat(RunPictures.latents(two, Optional.of(rows))).containsExactly(0, 1);
    AutoEncoder four = Models.bernoulli(4).run();
    assertThat(RunPictures.latents(four, Optional.of(rows)))
        .isEqualTo(four.evaluate(rows, 1).latentsByActivity());
  }
}
