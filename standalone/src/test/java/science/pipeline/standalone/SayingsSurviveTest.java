package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analytics.AnalyticsApplication;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.FlaggedRows;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.NewNormal;

/** What people say comes into the next owner's commit, and stays there when another one goes on. */
class SayingsSurviveTest {

    @TempDir
    private Path folder;

    private void run(int events) throws Exception {
        assertThat(BoundedRun.in(
                        folder,
                        "--producer.count=" + events,
                        "--producer.partitions=1",
                        "--producer.synthetic.start=2026-01-16T10:00:00Z",
                        "--analytics.detection.rare-events.energetic.energy_gev.min=150"))
                .isZero();
    }

    private Commit newest() throws Exception {
        return ResultsFolder.existing(folder.resolve("results")).newestCommits().get(0);
    }

    /** What the command prints, line by line. */
    private List<String> verdicts() throws Exception {
        Path said = folder.resolve("verdicts.csv");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnalyticsApplication.class.getName(),
                        "verdicts",
                        folder.resolve("results").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(said);
    }

    @Test
    void aNewNormalThatWaitsIsTakenAtOneOffsetAndStands() throws Exception {
        run(2_000);
        ResultsFolder results = ResultsFolder.existing(folder.resolve("results"));
        NewNormal said = new NewNormal("DET_003", "Ada", "2026-01-16T12:00:00.000Z");
        results.sayings(0).put(said);

        run(500);
        NewNormal.Taken taken = newest().normals().get(0);
        assertThat(newest().normals()).hasSize(1);
        assertThat(taken.said()).isEqualTo(said);
        assertThat(taken.offset()).isBetween(2_000L, 2_500L);
        assertThat(results.sayings(0).isEmpty()).isTrue();

        run(500);
        assertThat(newest().normals()).containsExactly(taken);
        assertThat(Files.readString(results.file("manifest.json")))
                .contains("\"detector\" : \"DET_003\"", "\"offset\" : " + taken.offset());
        assertThat(Verification.of(results).faults()).isEmpty();
    }

    @Test
    void aVerdictThatWaitsIsTakenByTheNextOwnerAndKeptByTheOneAfterIt() throws Exception {
        run(2_000);
        ResultsFolder results = ResultsFolder.existing(folder.resolve("results"));
        FlaggedRows.Row flagged =
                FlaggedRows.of(results, newest(), (offset, index) -> true).get(0);
        assertThat(newest().judgements()).isEmpty();
        Judgement judgement =
                new Judgement(flagged.offset(), 0, Judgement.Word.REAL, "Ada", "2026-01-16T12:00:00Z", flagged.layer());
        results.sayings(0).put(judgement);

        run(500);
        assertThat(newest().judgements()).isEqualTo(List.of(judgement));
        assertThat(results.sayings(0).isEmpty()).isTrue();

        run(500);
        assertThat(newest().judgements()).isEqualTo(List.of(judgement));
        assertThat(newest().counts().accepted()).isEqualTo(3_000);
        assertThat(verdicts())
                .containsExactly(
                        flagged.header() + ",verdict,verdict_by,verdict_at",
                        flagged.line() + ",real,\"Ada\",2026-01-16T12:00:00Z");
    }
}
