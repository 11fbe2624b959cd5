package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns with families of their own, as a model file says them. */
class LikelihoodJsonTest {
  private final String written =
      ModelJson.write(Architecture.of(StoredModels.mixed(), List.of(2), 1));

  @Test
  void columnsAreWrittenInOrderWithWhatTheyNeed() {
    assertThat(written)
        .contains(
            """
            "likelihood":{"kind":"mixed","columns":[\
            {"family":"gaussian","variance":"per_row","log_variance":{"lower":-20.0,"upper":3.0}},\
            {"family":"categorical","levels":3},\
            {"family":"bernoulli"},\
            {"family":"student_t","log_squared_scale":{"lower":-14.0,"upper":14.0}},\
            {"family":"poisson"},\
            {"family":"negative_binomial"},\
            {"family":"continuous_bernoulli"},\
            {"family":"gaussian","variance":"shared","log_variance":{}}]}""");
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    assertThat(ModelJson.readArchitecture(written).likelihood())
        .isEqualTo(StoredModels.mixed())
        .isInstanceOf(MixedLikelihood.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"poisson\"|\"dirac\"|column 5 (counted from 1): unknown family \"dirac\"",
        "\"levels\":3|\"levels\":1|column 2 (counted from 1): a category needs 2 to 65536 levels,"
            + " not 1",
        "\"levels\":3|\"levels\":2.5|column 2 (counted from 1): no valid levels",
        "\"per_row\"|\"row\"|column 1 (counted from 1): unknown variance \"row\"",
        "\"lower\":-14.0|\"lower\":15|column 4 (counted from 1): bounds on log σ² need lower <"
            + " upper, not 15.0 and 14.0",
        "\"columns\"|\"rows\"|a likelihood needs one or more columns",
        "\"mixed\"|\"mixture\"|unknown likelihood \"mixture\"",
      })
  void wrongColumnsAreNamed(String right, String wrong, String message) {
    assertThat(written).contains(right);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelJson.readArchitecture(written.replace(right, wrong)))
        .withMessage(message);
  }
}
