package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {

    @TempDir
    private Path folder;

    @Test
    void ofSeveralWhoReplaceAFileAtOnceOneIsTheLastAndNoneFails() throws Exception {
        Path file = folder.resolve("told.json");
        List<String> contents = List.of("a".repeat(10), "b".repeat(5_000), "c".repeat(100_000));
        ExecutorService threads = Executors.newFixedThreadPool(contents.size());
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (String content : contents) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        Durable.replace(file, content.getBytes(StandardCharsets.UTF_8));
                        assertThat(contents).contains(Files.readString(file));
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(contents).contains(Files.readString(file));
        assertThat(Durable.list(folder)).containsExactly(file);
    }

    @Test
    void whatAKilledWriterHasLeftBehindGoesWithTheNextReplacement() throws IOException {
        Path file = folder.resolve("told.json");
        Files.writeString(folder.resolve(".told.json.tmp"), "{");
        Files.writeString(folder.resolve(".told.json.f3.tmp"), "{");
        Path other = Files.writeString(folder.resolve(".watch.json.f3.tmp"), "{");

        Durable.replace(file, new byte[] {'{', '}'});

        assertThat(file).hasContent("{}");
        assertThat(Durable.list(folder)).containsExactlyInAnyOrder(file, other);
    }

    @Test
    void aFileWhoseFolderIsGoneIsNotReplaced() {
        assertThatThrownBy(() -> Durable.replace(folder.resolve("gone/told.json"), new byte[1]))
                .isInstanceOf(NoSuchFileException.class);
    }
}
