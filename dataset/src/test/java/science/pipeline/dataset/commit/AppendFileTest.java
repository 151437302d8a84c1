package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes in memory are the oracle: of any sizes, flushed and taken up again at any place. */
class AppendFileTest {

    private static final FileName NAME = new FileName("all_events", 0, 1, 0);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(11);
    private static final Executor BACKGROUND = task -> new Thread(task).start();

    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();

    @Test
    void whatIsFlushedAndForcedIsInTheFileToTheByte() throws IOException {
        Path file = folder.resolve("direct");
        isWrittenToTheByte(AppendFile.create(file, NAME, BACKGROUND), file);
    }

    @Test
    void aFileSystemWithoutDirectWritesGetsTheSameBytes() throws IOException {
        Path file = folder.resolve("cached");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        isWrittenToTheByte(new AppendFile(NAME, null, BlockChannel.throughCache(channel), new CRC32C(), 0), file);
    }

    private void isWrittenToTheByte(AppendFile written, Path file) throws IOException {
        try (written) {
            for (int i = 0; i < 60; i++) {
                appendSome(written);
                written.flush();
                if (random.nextBoolean()) {
                    written.force();
                    isAllThere(file, written);
                }
            }
            written.force();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());
    }

    @Test
    void aFileThatIsTakenUpAgainGoesOnBehindItsLastByte() throws IOException {
        Path file = folder.resolve("resumed");
        AppendFile.create(file, NAME, BACKGROUND).close();
        for (int i = 0; i < 20; i++) {
            CRC32C crc = new CRC32C();
            crc.update(expected.toByteArray());
            try (AppendFile resumed = AppendFile.resume(file, NAME, BACKGROUND, crc, expected.size(), i)) {
                assertThat(resumed.length()).isEqualTo(expected.size());
                appendSome(resumed);
                resumed.flush();
                resumed.force();
                isAllThere(file, resumed);
            }
        }
    }

    @Test
    void aLineLongerThanTheBufferIsWrittenWhole() throws IOException {
        Path file = folder.resolve("long");
        try (AppendFile written = AppendFile.create(file, NAME, BACKGROUND)) {
            append(written, 100);
            append(written, 1_000_003);
            append(written, 100);
            written.flush();
            written.force();
            isAllThere(file, written);
        }
    }

    /** From nothing to more than the buffer takes. */
    private void appendSome(AppendFile file) throws IOException {
        int most = random.nextBoolean() ? 10_000 : 400_000;
        for (int left = random.nextInt(most); left > 0; left -= 10_007) {
            append(file, Math.min(left, 10_007));
        }
    }

    private void append(AppendFile file, int length) throws IOException {
        byte[] bytes = new byte[length + 10];
        random.nextBytes(bytes);
        file.appendRows(bytes, 5, length, 1);
        expected.write(bytes, 5, length);
    }

    private void isAllThere(Path file, AppendFile written) throws IOException {
        byte[] bytes = expected.toByteArray();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(written.describe(true).bytes()).isEqualTo(bytes.length);
        assertThat(written.describe(true).crc32c()).isEqualTo(Durable.crc32c(bytes, 0, bytes.length));
    }
}
