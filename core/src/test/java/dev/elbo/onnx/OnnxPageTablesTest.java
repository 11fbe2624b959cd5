package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.docs.Pages;
import dev.elbo.eval.RowNoise;
import dev.elbo.model.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What docs/onnx.md says of versions and of names of outputs, against the files. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class OnnxPageTablesTest {
  private static final String PAGE = Pages.read("docs/onnx.md");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  private static List<String> words(String cell) {
    return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static Set<String> parameters(ColumnFamily family) {
    OnnxModel model =
        OnnxCases.model(
            Architecture.of(new MixedLikelihood(List.of(family)), List.of(2), 1),
            Binarization.NONE);
    try (OrtModel decoder = OrtModel.of(OnnxExport.files(model, RowNoise.of(1, 1)).get(1))) {
      return decoder.session().getOutputNames().stream()
          .map(name -> name.replace("x[0].", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void parametersOfEachFamily() {
    Map<String, Set<String>> actual = new TreeMap<>();
    OnnxCases.families().forEach(family -> actual.put(family.name(), parameters(family)));
    Map<String, Set<String>> written = new TreeMap<>();
    for (List<String> row : Pages.tableRows(PAGE)) {
      String first = words(row.get(0)).stream().findFirst().orElse("");
      if (actual.containsKey(first)) {
        written.put(first, new TreeSet<>(words(row.get(1))));
      }
    }
    assertThat(written).isEqualTo(actual);
  }

  @Test
  void operatorSets() {
    assertThat(PAGE)
        .contains("operator set %d and".formatted(OnnxExport.OPSET))
        .contains("version %d of\n`ai.onnx.ml`".formatted(OnnxExport.TEXT_OPSET));
  }
}
