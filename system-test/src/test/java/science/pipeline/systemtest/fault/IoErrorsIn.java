package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import science.pipeline.systemtest.agent.IoErrors;
import science.pipeline.systemtest.agent.Region;
import science.pipeline.systemtest.process.Analytics;

/**
 * The calls to the file system of a commit, or of a takeover, answer with an I/O error: in each pass another one,
 * before the hard link as well as after it, when the commit stands whatever follows.
 *
 * @param region of the calls
 * @param step 1: every call fails; more: one of so many
 */
public record IoErrorsIn(Region region, int step) implements Fault {

    @Override
    public String name() {
        return "io-errors-in-" + region.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.untilAlone();
        scene.letSomeRecordsPass();
        scene.killAll();
        Analytics troubled = scene.start("io@" + region + ":" + (1 + scene.random.nextInt(step)) + ":" + step);
        scene.until("every call failed once", () -> troubled.output().contains(IoErrors.ALL_DONE));
        return Optional.of(scene.strike().await());
    }
}
