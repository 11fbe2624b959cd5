package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The drawings are well-formed, and that of the networks shows the layers that the code has. */
class DrawingTest {
  private static final Pattern SHAPE = Pattern.compile("\\((\\d+ × \\d+)\\)");

  private static Document parse(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @Test
  void everyDrawingIsSvgWithTitleAndViewBox() throws Exception {
    List<Path> drawings = Pages.files("docs/images", ".svg");
    assertThat(drawings).isNotEmpty();
    for (Path file : drawings) {
      Element root = parse(file).getDocumentElement();
      assertThat(root.getNodeName()).as(file.toString()).isEqualTo("svg");
      assertThat(root.getAttribute("viewBox")).as(file.toString()).isNotEmpty();
      assertThat(root.getElementsByTagName("title").getLength()).as(file.toString()).isOne();
    }
  }

  @Test
  void networksHaveTheLayersOfTheCode() throws Exception {
    Map<String, String> layers = new TreeMap<>();
    for (Likelihood likelihood : List.of(new Bernoulli(784), DiagonalGaussian.of(784))) {
      Vae.of(Architecture.of(likelihood, List.of(500), 20)).layout().blocks().stream()
          .filter(block -> block.name().endsWith(".weight"))
          .forEach(
              block ->
                  layers.put(
                      block.name().replace(".weight", ""), block.rows() + " × " + block.columns()));
    }
    assertThat(drawn()).isEqualTo(layers);
  }

  /** Each name in the typeface of code, with the shape of W that is written below it. */
  private static Map<String, String> drawn() throws Exception {
    Map<String, String> layers = new TreeMap<>();
    NodeList texts =
        parse(Pages.ROOT.resolve("docs/images/appendix-c.svg")).getElementsByTagName("text");
    String name = "";
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      Matcher shape = SHAPE.matcher(text.getTextContent());
      if (text.getAttribute("class").contains("code")) {
        name = text.getTextContent();
      } else if (!name.isEmpty() && shape.find()) {
        layers.put(name, shape.group(1));
        name = "";
      }
    }
    return layers;
  }
}
