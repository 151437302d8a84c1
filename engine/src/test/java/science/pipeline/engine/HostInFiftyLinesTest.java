package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.compare.Fingerprint;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** The host that CONTRIBUTING.md shows, taken from there: it compiles, it works, and it is short. */
class HostInFiftyLinesTest {

    private static final Pattern CODE = Pattern.compile("(?s)### … a host.*?```java\n(.*?)```");

    @TempDir
    Path folder;

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());

    @Test
    void itAnalysesAndGoesOnWhereItEnded() throws Exception {
        Path lines = folder.resolve("records.jsonl");
        Path results = folder.resolve("results");
        Path atOnce = folder.resolve("at-once");

        Files.write(lines, records(300));
        host(lines, results);
        Files.write(lines, records(500));
        host(lines, results);
        host(lines, atOnce);

        ResultsFolder made = ResultsFolder.existing(results);
        assertThat(Verification.of(made).outcome()).isEqualTo(Verification.Outcome.CLOSED);
        assertThat(made.ledger().received()).isEqualTo(500);
        assertThat(made.ledger().rejected().byReason()).containsEntry("not_json", 5L);
        assertThat(Fingerprint.of(made)).isEqualTo(Fingerprint.of(ResultsFolder.existing(atOnce)));
        assertThat(made.newestCommits())
                .singleElement()
                .satisfies(commit -> assertThat(commit.hosts()).containsExactly(new Commit.Host("line-host", 1, 0)));
    }

    private List<String> records(int count) {
        List<String> records = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            ParticleEvent event = new ParticleEvent(
                    n, 1_768_559_000_000_000L + n * 100_000L, "photon", 120, 120, 0, 0, "DET_001", false);
            records.add(n % 100 == 99 ? "no event" : new String(encoder.encode(event)));
        }
        return records;
    }

    private void host(Path lines, Path results) throws Exception {
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {compiled().toUri().toURL()}, getClass().getClassLoader())) {
            classes.loadClass("LineHost").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {lines.toString(), results.toString()});
        }
    }

    private Path compiled() throws Exception {
        Matcher found = CODE.matcher(Files.readString(Path.of("..", "CONTRIBUTING.md")));
        assertThat(found.find()).isTrue();
        String code = found.group(1);
        assertThat(code.lines()).hasSizeLessThanOrEqualTo(50);
        Path source = Files.writeString(folder.resolve("LineHost.java"), code);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
        assertThat(result).isZero();
        return classes;
    }
}
