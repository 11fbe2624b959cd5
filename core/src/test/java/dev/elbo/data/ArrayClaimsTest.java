package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.damage.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What headers of arrays claim is not believed, and members of archives go nowhere. */
class ArrayClaimsTest {
  private static final byte[] FEW = new byte[16];

  @TempDir private Path folder;

  static Stream<Arguments> claims() throws IOException {
    String most = "(2147483639,)";
    return Stream.of(
        arguments("idx bytes", FileBytes.idx(8, new int[] {2_147_483_639, 1}, FEW)),
        arguments("idx doubles", FileBytes.idx(14, new int[] {1, 2_147_483_639}, FEW)),
        arguments("idx unsigned", FileBytes.idx(8, new int[] {-1, -1, -1}, FEW)),
        arguments("npy bytes", FileBytes.npy("|u1", false, most, FEW)),
        arguments("npy doubles", FileBytes.npy("<f8", true, "(2, 1073741819)", FEW)),
        arguments("npy 2⁶²", FileBytes.npy("<f8", false, "(4611686018427387904, 1)", FEW)),
        arguments("npy 0 × 2⁶²", FileBytes.npy("<f8", false, "(0, 4611686018427387904)", FEW)),
        arguments("gzip", FileBytes.gzip(FileBytes.npy("<f4", false, most, FEW))),
        arguments("npz", FileBytes.zip(Map.of("X.npy", FileBytes.npy("<f4", false, most, FEW)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void nothingIsMadeOfThatSize(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes);
    assertThat(refusal(file)).isNotNull(); // classes are loaded once
    long before = Memory.taken();
    String message = refusal(file);
    assertThat(Memory.taken() - before).isLessThan(1 << 20);
    assertThat(message).startsWith(file.toString());
  }

  private static String refusal(Path file) throws IOException {
    try {
      return "was read: " + DataFiles.read(file).name();
    } catch (DataException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Rows of zeros pack well: a file takes what it unpacks to, and not more. */
  @Test
  void anArchiveTakesWhatIsInIt() throws IOException {
    int bytes = 1 << 23;
    byte[] rows = FileBytes.npy("|u1", false, "(%d, 1)".formatted(bytes), new byte[bytes]);
    Path file = Files.write(folder.resolve("file"), FileBytes.zip(Map.of("X.npy", rows)));
    assertThat(Files.size(file)).isLessThan(bytes / 500);
    long before = Memory.taken();
    assertThat(DataFiles.read(file).rows()).isEqualTo(bytes);
    assertThat(Memory.taken() - before).isLessThan(4L * bytes);
  }

  /** Nothing is unpacked to disk, so names that lead out of a folder are names like others. */
  @Test
  void namesThatLeadOutOfTheFolderLeadNowhere() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    byte[] array = FileBytes.npy("|u1", false, "(3, 1)", FileBytes.bytes(1, 0, 1));
    for (String name :
        List.of("../../out.npy", folder.resolve("out.npy").toString(), "..\\out.npy", "c/d.npy")) {
      Path file = Files.write(inner.resolve("set.npz"), FileBytes.zip(Map.of(name, array)));
      assertThat(NpzFile.read(file).rows()).isEqualTo(3);
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
      }
    }
  }
}
