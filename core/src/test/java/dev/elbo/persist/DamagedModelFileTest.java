package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to be no model ends in one line that starts with the file's name. */
class DamagedModelFileTest {
  private static final String NOT_VALID = "damaged: its description of the model is not valid: ";

  private static final Pattern HASH =
      Pattern.compile(".*\"elbo.sha256\":\"([0-9a-f]{64})\".*", Pattern.DOTALL);

  @TempDir private Path folder;
  private byte[] good = {};

  @BeforeEach
  void writeGood() throws IOException {
    good = goodFile(folder);
  }

  private static byte[] goodFile(Path folder) throws IOException {
    Path file = folder.resolve("good");
    ModelFile.write(file, StoredModels.small());
    return Files.readAllBytes(file);
  }

  private String messageOf(byte[] content) throws IOException {
    return new DamagedFile(folder.resolve("model.safetensors"), ModelFile::read).messageOf(content);
  }

  private void assertMessage(byte[] content, String expected) throws IOException {
    assertThat(messageOf(content)).isEqualTo(expected);
  }

  @Test
  void emptyAndTooShort() throws IOException {
    assertMessage(new byte[0], "empty file, not a model");
    assertMessage(new byte[7], "not a model: 7 bytes are too few for a safetensors file");
    assertMessage(
        new byte[8],
        "no safetensors file, damaged or cut off: its first 8 bytes give a header of 0 bytes,"
            + " the file has 8");
  }

  @Test
  void cutOffAnywhere() throws IOException {
    for (int length = 0; length < good.length; length++) {
      messageOf(Arrays.copyOf(good, length));
    }
    assertMessage(
        Arrays.copyOf(good, good.length - 1),
        "damaged or cut off: the header describes 108 bytes of tensors, the file holds 107");
  }

  @Test
  void moreBytesThanTheHeaderKnows() throws IOException {
    assertMessage(
        Arrays.copyOf(good, good.length + 4),
        "damaged or cut off: the header describes 108 bytes of tensors, the file holds 112");
  }

  /** A length is held against the file's before memory is taken for it. */
  @ParameterizedTest
  @MethodSource
  void headerLengthBeyondTheFile(long length, String shown) throws IOException {
    byte[] file = good.clone();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertMessage(
        file,
        "no safetensors file, damaged or cut off: its first 8 bytes give a header of %s bytes, the"
                .formatted(shown)
            + " file has "
            + good.length);
  }

  static Stream<Arguments> headerLengthBeyondTheFile() {
    return Stream.of(
        arguments(1_000_000L, "1000000"),
        arguments(1L << 31, "2147483648"),
        arguments(1L << 62, "4611686018427387904"),
        arguments(-1L, "18446744073709551615"),
        arguments(Long.MIN_VALUE, "9223372036854775808"),
        arguments(1L, "1"));
  }

  @Test
  void randomBytesAndFilesOfOtherKinds() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      byte[] bytes = new byte[seed * 7 + 1];
      new Random(seed).nextBytes(bytes);
      messageOf(bytes);
    }
    byte[] text =
        "PK\u0003\u0004, GIF89a, {\"json\": true}, a,b,c".getBytes(StandardCharsets.UTF_8);
    messageOf(text);
    messageOf(new byte[1000]);
  }

  @Test
  void safetensorsOfOtherOrigin() throws IOException {
    String foreign = "a safetensors file, but not of Elbo: its metadata has no elbo.format_version";
    String tensor = "\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}";
    assertMessage(new FileParts("{" + tensor + "}", new byte[4]).bytes(), foreign);
    assertMessage(
        new FileParts("{\"__metadata__\":{\"format\":\"pt\"}," + tensor + "}", new byte[4]).bytes(),
        foreign);
    assertMessage(new FileParts("{}", new byte[0]).bytes(), foreign);
  }

  /** A newer format may change everything else, so the version comes first. */
  @Test
  void newerVersionIsNamed() throws IOException {
    FileParts newer =
        FileParts.of(good)
            .with("\"elbo.format_version\":\"1\"", "\"elbo.format_version\":\"2\"")
            .with("\"F32\"", "\"F16\"");
    assertMessage(
        newer.bytes(),
        "written in model format 2; this version of Elbo (%s) reads format 1"
            .formatted(Version.current()));
  }

  static Stream<Arguments> headers() throws IOException {
    Path folder = Files.createTempDirectory("elbo");
    FileParts good = FileParts.of(goodFile(folder));
    Files.delete(folder.resolve("good"));
    Files.delete(folder);
    String noObject = "damaged or no safetensors file: its header is no JSON object";
    String malformed = "damaged: the header's entry of tensor encoder.mean.bias is malformed";
    String mean =
        "\"encoder.mean.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[40,44]}";
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    return Stream.of(
        arguments("array", new FileParts("[]", good.data()), noObject),
        arguments("number", new FileParts("12", good.data()), noObject),
        arguments("no text", new FileParts("  ", good.data()), noObject),
        arguments("broken", good.with("\"dtype\":", "\"dtype\""), noObject),
        arguments("two roots", new FileParts(good.header() + "{}", good.data()), noObject),
        arguments("deep", new FileParts("{\"a\":" + deep + "}", good.data()), noObject),
        arguments("deep alone", new FileParts(deep, good.data()), noObject),
        arguments("endless number", new FileParts("9".repeat(100_000), good.data()), noObject),
        arguments("key twice", good.with(mean, mean + "," + mean), noObject),
        arguments(
            "metadata number",
            good.with("\"elbo.format_version\":\"1\"", "\"elbo.format_version\":1"),
            "damaged: the header's metadata elbo.format_version is no string"),
        arguments("no dtype", good.with(mean, mean.replace("dtype", "type")), malformed),
        arguments("dtype number", good.with(mean, mean.replace("\"F32\"", "32")), malformed),
        arguments("shape object", good.with(mean, mean.replace("[1]", "{}")), malformed),
        arguments("shape fraction", good.with(mean, mean.replace("[1]", "[1.5]")), malformed),
        arguments("shape negative", good.with(mean, mean.replace("[1]", "[-1]")), malformed),
        arguments(
            "shape huge",
            good.with(mean, mean.replace("[1]", "[" + "9".repeat(30) + "]")),
            malformed),
        arguments("one offset", good.with(mean, mean.replace("[40,44]", "[40]")), malformed),
        arguments("three offsets", good.with(mean, mean.replace("44]", "44,48]")), malformed),
        arguments("entry is text", good.with(mean, "\"encoder.mean.bias\":\"\""), malformed),
        arguments(
            "other dtype",
            good.with(mean, mean.replace("F32", "I32")),
            "tensor encoder.mean.bias holds I32 where this version reads F32"),
        arguments(
            "overflowing shape",
            good.with(mean, mean.replace("[1]", "[4294967296,4294967296,4]")),
            "damaged: tensor encoder.mean.bias of shape [4294967296, 4294967296, 4] stands in 4 bytes"),
        arguments(
            "size and shape",
            good.with(mean, mean.replace("[1]", "[2]")),
            "damaged: tensor encoder.mean.bias of shape [2] stands in 4 bytes"),
        arguments(
            "gap",
            good.with(mean, mean.replace("[40,44]", "[41,45]")),
            "damaged: tensor encoder.mean.bias stands at bytes 41 to 45 of the data where byte 40 is"
                + " next"),
        arguments(
            "overlap",
            good.with(mean, mean.replace("[40,44]", "[36,40]")),
            "damaged: tensor encoder.mean.bias stands at bytes 36 to 40 of the data where byte 40 is"
                + " next"),
        arguments(
            "backwards",
            good.with(mean, mean.replace("[40,44]", "[40,36]")),
            "damaged: tensor encoder.mean.bias stands at bytes 40 to 36 of the data where byte 40 is"
                + " next"),
        arguments(
            "beyond the file",
            good.with("[96,108]", "[96,9223372036854775807]"),
            "damaged: tensor decoder.logits.bias of shape [3] stands in 9223372036854775711 bytes"),
        arguments(
            "wrong shape",
            good.with(
                "\"shape\":[1,2],\"data_offsets\":[32,40]",
                "\"shape\":[2,1],\"data_offsets\":[32,40]"),
            "damaged: tensor encoder.mean.weight has the shape [2, 1] where the model needs [1, 2]"),
        arguments(
            "other rank",
            good.with(mean, mean.replace("[1]", "[1,1]")),
            "damaged: tensor encoder.mean.bias has the shape [1, 1] where the model needs [1]"),
        arguments(
            "missing",
            good.with("encoder.mean.bias", "encoder.mean.bios"),
            "damaged: tensor encoder.mean.bias is missing"),
        arguments(
            "extra",
            good.with(
                mean,
                mean + ",\"extra\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[44,44]}"),
            "damaged: tensor extra is none of the model's"),
        arguments(
            "line ends in a name",
            good.with(mean, "\"a\\nb\\r\\u2028c\":7"),
            "damaged: the header's entry of tensor a b c is malformed"),
        arguments(
            "a name without end",
            good.with(mean, "\"%s\":7".formatted("x".repeat(10_000))),
            "damaged: the header's entry of tensor %s …".formatted("x".repeat(362))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void header(String name, FileParts parts, String message) throws IOException {
    assertMessage(parts.bytes(), message);
  }

  static Stream<Arguments> descriptions() {
    return Stream.of(
        arguments("\"latent_size\":1", "\"latent_size\":0", "latent size must be 1 or more, not 0"),
        arguments("\"latent_size\":1", "\"latent_size\":1.5", "no valid latent_size"),
        arguments("\"latent_size\":1", "\"latent_size\":\"1\"", "no valid latent_size"),
        arguments("\"latent_size\":1", "\"latent_size\":4294967297", "no valid latent_size"),
        arguments("\"latent_size\":1,", "", "no valid latent_size"),
        arguments(
            "\"hidden\":[2]",
            "\"hidden\":[]",
            "hidden layers need widths of 1 or more, at least one layer, not []"),
        arguments(
            "\"hidden\":[2]",
            "\"hidden\":[2,-7]",
            "hidden layers need widths of 1 or more, at least one layer, not [2, -7]"),
        arguments("\"hidden\":[2]", "\"hidden\":[2.5]", "no valid hidden"),
        arguments("\"hidden\":[2]", "\"hidden\":[\"2\"]", "no valid hidden"),
        arguments(
            "\"hidden\":[2]",
            "\"hidden\":2",
            "hidden layers need widths of 1 or more, at least one layer, not []"),
        arguments(
            "\"data_size\":3",
            "\"data_size\":2147483647",
            "the block encoder.hidden.0.weight of 2 × 2147483647 does not fit: a model has at most"
                + " 2³¹ parameters"),
        arguments(
            "\"data_size\":3",
            "\"data_size\":0",
            "the block encoder.hidden.0.weight of 2 × 0 does not fit: a model has at most 2³¹"
                + " parameters"),
        arguments("\"data_size\":3", "\"size\":3", "no valid data_size"),
        arguments("\"tanh\"", "\"gelu\"", "unknown activation \"gelu\""),
        arguments("\"separate\"", "\"\"", "unknown weights \"\""),
        arguments("\"bernoulli\"", "\"poisson\"", "unknown likelihood \"poisson\""),
        arguments("\"kind\":", "\"sort\":", "unknown likelihood \"\""),
        arguments(
            "\"lower\":-14.0",
            "\"lower\":14.0",
            "bounds on log σ² need lower < upper, not 14.0 and 6.0"),
        arguments("\"lower\":-14.0", "\"lower\":\"-14\"", "no valid lower"),
        arguments("\"scale\":16.0", "\"scale\":0", "no valid scale"),
        arguments("\"scale\":16.0", "\"scale\":-1", "no valid scale"),
        arguments("\"scale\":16.0", "\"scale\":1e300", "no valid scale"),
        arguments("\"scale\":16.0", "\"scale\":" + "9".repeat(500), "no valid scale"),
        arguments("\"scale\":16.0,", "", "no valid scale"),
        arguments("\"columns\":3", "\"columns\":null", "no valid columns"),
        arguments("\"dynamic\"", "\"static\"", "unknown binarization \"static\""),
        arguments(
            "\"dynamic\"", "\"dynamic\",\"image_shape\":[2,2]", "image_shape 2 × 2 for 3 columns"),
        arguments(
            "\"dynamic\"",
            "\"dynamic\",\"image_shape\":[65536,65536]",
            "image_shape 65536 × 65536 for 3 columns"),
        arguments(
            "\"dynamic\"",
            "\"dynamic\",\"image_shape\":[-1,-3]",
            "an image has at least one pixel, not -1 × -3"),
        arguments("\"dynamic\"", "\"dynamic\",\"image_shape\":[3]", "no valid image_shape"),
        arguments("\"dynamic\"", "\"dynamic\",\"image_shape\":7", "no valid image_shape"),
        arguments("\"epoch\":12", "\"epoch\":[]", "no valid epoch"),
        arguments("\"training_rows\":1438,", "", "no valid training_rows"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("descriptions")
  void description(String piece, String other, String message) throws IOException {
    assertMessage(FileParts.of(good).withQuoted(piece, other).bytes(), NOT_VALID + message);
  }

  @Test
  void descriptionThatIsNoJson() throws IOException {
    FileParts parts = FileParts.of(good);
    assertThat(messageOf(parts.withQuoted("\"hidden\":[2]", "\"hidden\":[2").bytes()))
        .startsWith(NOT_VALID);
    assertThat(messageOf(parts.withQuoted("\"columns\":3", "\"columns\":3,\"columns\":3").bytes()))
        .startsWith(NOT_VALID + "Duplicate ");
    assertThat(
            messageOf(parts.withQuoted("\"hidden\":[2]", "\"hidden\":" + "[".repeat(9999)).bytes()))
        .startsWith(NOT_VALID);
    assertMessage(parts.with("elbo.model", "elbo.nodel").bytes(), NOT_VALID + "no elbo.model");
    assertMessage(parts.with("elbo.data", "elbo.date").bytes(), NOT_VALID + "no elbo.data");
    assertMessage(parts.with("elbo.training", "training").bytes(), NOT_VALID + "no elbo.training");
  }

  @Test
  void dataOfOtherColumnsThanTheModel() throws IOException {
    assertMessage(
        FileParts.of(good).withQuoted("\"columns\":3", "\"columns\":4").bytes(),
        "damaged: data of 4 columns for a model of 3");
  }

  /** The sizes are held against the tensors before memory is taken for them. */
  @Test
  void architectureMuchLargerThanTheFile() throws IOException {
    assertMessage(
        FileParts.of(good).withQuoted("\"hidden\":[2]", "\"hidden\":[100000000]").bytes(),
        "damaged: tensor encoder.hidden.0.weight has the shape [2, 3] where the model needs"
            + " [100000000, 3]");
  }

  @Test
  void numbersThatAreNone() throws IOException {
    FileParts parts = FileParts.of(good);
    assertMessage(
        parts.withFloat(0, Float.NaN).bytes(),
        "damaged: tensor encoder.hidden.0.weight holds NaN at position 1 (counted from 1)");
    assertMessage(
        parts.withFloat(26, Float.POSITIVE_INFINITY).bytes(),
        "damaged: tensor decoder.logits.bias holds Infinity at position 3 (counted from 1)");
    assertMessage(
        parts.withFloat(11, Float.NEGATIVE_INFINITY).bytes(),
        "damaged: tensor encoder.log_variance.weight holds -Infinity at position 1 (counted from"
            + " 1)");
  }

  /** Numbers that are still numbers, words that are still words: nothing but the hash can tell. */
  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    FileParts parts = FileParts.of(good);
    for (int bit = 0; bit < 8 * parts.data().length; bit++) {
      byte[] data = parts.data().clone();
      data[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(messageOf(parts.withData(data).bytes())).isNotEmpty();
    }
    byte[] data = parts.data().clone();
    data[data.length - 4] ^= 1;
    String expected = HASH.matcher(parts.header()).replaceFirst("$1");
    FileParts other = parts.withData(data);
    assertMessage(
        other.bytes(),
        "damaged: expected what the header calls elbo.sha256 %s, found %s; use another copy"
            .formatted(expected, new PlainModel(other.bytes()).sha256()));
    assertThat(messageOf(parts.withQuoted("\"tanh\"", "\"relu\"").bytes()))
        .startsWith("damaged: expected what the header calls elbo.sha256 " + expected);
  }

  /** As files of earlier versions do, and those that were changed on purpose. */
  @Test
  void aFileWithoutItsHashLoads() throws IOException {
    FileParts parts = FileParts.of(good).withFloat(5, 7).with("elbo.sha256", "sha256");
    Path file = Files.write(folder.resolve("model.safetensors"), parts.bytes());
    assertThat(ModelFile.read(file).parameters().values()[5]).isEqualTo(7);
  }
}
