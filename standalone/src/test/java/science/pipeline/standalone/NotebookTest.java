package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks open results of any schema: they fail where their checks do. */
class NotebookTest {

    private static final Path NOTEBOOKS =
            Path.of("../notebooks").toAbsolutePath().normalize();
    private static final long PATIENCE_MINUTES = 5;

    private static final String RUNS = """
            name: runs
            fields:
              run:    {type: integer, role: event_id}
              at:     {type: time, role: time}
              volts:  {type: number, unit: V, min: -5, max: 5, presence: optional}
              counts: {type: integer, min: 0, max: 100}
              kind:   name
              stable: boolean
              note:   text
            """;

    @TempDir
    private Path folder;

    /** A copy, so that no outputs of a test get into the repository. */
    @BeforeEach
    void copy() throws Exception {
        for (String file : new String[] {"data_overview.ipynb", "verdicts.ipynb", "execute.sh"}) {
            Files.copy(NOTEBOOKS.resolve(file), folder.resolve(file));
        }
    }

    @Test
    void itOpensTheSampleBesideIt() throws Exception {
        assertThat(execute(NOTEBOOKS.resolve("sample-results"))).contains("3,000 events from", "ok   rows = accepted");
    }

    @Test
    void itOpensResultsOfASchemaWithoutEnergyMomentaAndDetectors() throws Exception {
        Path schema = Files.writeString(folder.resolve("runs.yml"), RUNS);
        assertThat(BoundedRun.in(
                        folder,
                        "--event.schema=" + schema,
                        "--producer.count=2000",
                        "--producer.partitions=1",
                        "--producer.synthetic.start=2026-01-16T10:00:00Z",
                        "--producer.synthetic.event-rate=50"))
                .isZero();
        assertThat(execute(folder.resolve("results"))).contains("2,000 events", "ok   rows = accepted");
    }

    /** Eight of ten that were judged in the sample: the ends are those of Wilson's interval. */
    @Test
    void verdictsFindTheirRowsAndGiveAPrecisionWithItsInterval() throws Exception {
        execute(NOTEBOOKS.resolve("sample-results"), NOTEBOOKS.resolve("sample-verdicts.csv"));

        assertThat(Files.readString(folder.resolve("verdicts.ipynb")))
                .contains("ok   every verdict has its row")
                .containsPattern("mass_shell +8 +2 +1 +0\\.800 +0\\.490 +0\\.943");
    }

    @Test
    void verdictsOfAnotherRunAreAFault() throws Exception {
        String verdicts = Files.readString(NOTEBOOKS.resolve("sample-verdicts.csv"));
        Path others = Files.writeString(folder.resolve("others.csv"), verdicts.replace(",0,203,", ",7,203,"));

        Process process = start(NOTEBOOKS.resolve("sample-results"), others);

        Assumptions.assumeFalse(said().contains("apt-get install"), said());
        assertThat(process.exitValue()).isNotZero();
        assertThat(said()).contains("the verdicts are not of this run");
    }

    /** Gives the notebook with its outputs. */
    private String execute(Path... read) throws IOException, InterruptedException {
        Process process = start(read);
        String said = said();
        Assumptions.assumeFalse(said.contains("apt-get install"), said);
        assertThat(process.exitValue()).as(said).isZero();
        return Files.readString(folder.resolve("data_overview.ipynb"), StandardCharsets.UTF_8);
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("execute.log"), StandardCharsets.UTF_8);
    }

    private Process start(Path... read) throws IOException, InterruptedException {
        Path log = folder.resolve("execute.log");
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("execute.sh").toString()));
        Arrays.stream(read).map(Path::toString).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        return process;
    }
}
