package science.pipeline.analytics;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.LedgerTable;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.terminal.Figures;

/**
 * Builds the final dataset when reading has ended, or while it goes on. What the commits do not tell Kafka is asked
 * for, and done without where it does not answer soon. Any thread.
 */
final class FinalBuild {

    private static final Logger log = LoggerFactory.getLogger(FinalBuild.class);

    /** What Kafka does not say by then, the end does without. */
    private static final long PATIENCE_SECONDS = 4;

    private final FinalDataset finalDataset;
    private final Ending.Topic topic;
    private final long limitBytes;
    private final boolean printsSummary;
    private volatile List<String> summary = List.of();

    /** @param limitBytes a dataset that has more is not built at the end */
    FinalBuild(FinalDataset finalDataset, Ending.Topic topic, long limitBytes, boolean printsSummary) {
        this.limitBytes = limitBytes;
        this.finalDataset = finalDataset;
        this.topic = topic;
        this.printsSummary = printsSummary;
    }

    /** The closing table; empty before the end. */
    List<String> summary() {
        return summary;
    }

    /**
     * Builds it at the end, unless another instance has taken that over, or it is too large.
     *
     * @throws Refusal when it could not be built, for whatever reason
     */
    void run(boolean topicIsDrained) {
        try {
            Ledger ledger = isTooLarge() ? finalDataset.leave(topicIsDrained) : build(topicIsDrained);
            summary = LedgerTable.of(ledger);
            if (printsSummary) {
                summary.forEach(System.out::println);
            }
        } catch (Refusal damaged) {
            throw damaged;
        } catch (Fenced overtaken) {
            log.info("{} It builds the final dataset when it ends.", overtaken.getMessage());
        } catch (IOException | RuntimeException | Error failed) {
            log.debug("the final dataset was not built", failed);
            throw new Refusal("The final dataset was not built: " + failed
                    + ". The dataset itself is complete; build it again by starting the service once more.");
        }
    }

    private Ledger build(boolean topicIsDrained) throws IOException, Fenced {
        log.info("builds the final dataset");
        return finalDataset.build(topicIsDrained);
    }

    private boolean isTooLarge() throws IOException {
        long bytes = finalDataset.bytes();
        if (bytes > limitBytes) {
            log.info(
                    "The dataset has {}, more than analytics.final-limit ({}): the final files are left to a command of"
                            + " its own, finalize FOLDER, with the same configuration",
                    Figures.bytes(bytes),
                    Figures.bytes(limitBytes));
        }
        return bytes > limitBytes;
    }

    /** Builds it from what is committed now. */
    Ledger now() throws IOException, Fenced {
        return finalDataset.build(isAtTheEnd());
    }

    /** Whether nobody reads any more: the commits tell most often; then nobody has to ask Kafka. */
    boolean isOurs() {
        return isLeft() || answer(topic::isLastToStop, true);
    }

    /** Whether there is anything to build: without rows read since the last one it stands as it is. */
    boolean isBehind() {
        try {
            return finalDataset.isBehind();
        } catch (IOException | Refusal unreadable) {
            return true; // who builds finds out why
        }
    }

    /** Whether whoever read partitions has left them in good order. */
    boolean isLeft() {
        try {
            return finalDataset.isLeft();
        } catch (IOException | Refusal unreadable) {
            return false; // who builds finds out why
        }
    }

    /** Whether Kafka says, soon enough, that the topic holds nothing more. */
    boolean isAtTheEnd() {
        return answer(topic::isCommittedToTheEnd, false);
    }

    /** What Kafka says, if it says it soon. */
    private boolean answer(Callable<Boolean> question, boolean otherwise) {
        FutureTask<Boolean> asked = new FutureTask<>(question);
        Thread asking = new Thread(asked, "last-question");
        asking.setDaemon(true);
        asking.start();
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            asking.interrupt();
            return otherwise;
        } catch (ExecutionException failed) {
            log.debug("Kafka could not be asked at the end", failed);
            return otherwise;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
