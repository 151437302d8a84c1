package science.pipeline.analytics.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.IsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * Tells whether the topic is drained: whoever fills it has ended, the commits of all instances reach the end of every
 * partition, and nothing new came for a while. The end is that of the log: records behind an open transaction are
 * waited for. A topic that never held a record is not drained, unless those who fill it are known, and have ended.
 */
public final class DrainWatch {

    private static final Logger log = LoggerFactory.getLogger(DrainWatch.class);
    private static final int LEAVE_SECONDS = 3;
    private static final int LOOK_MILLIS = 50;
    private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final TopicView topic;
    private final ResultsFolder folder;
    private final Duration idleTimeout;
    private final Upstream upstream;
    private final LongSupplier nanos;
    private Map<Integer, Long> ends = Map.of();
    private long quietSinceNanos;
    private long remindAtNanos;
    private volatile String awaited = "";

    DrainWatch(TopicView topic, ResultsFolder folder, Duration idleTimeout, Upstream upstream, LongSupplier nanos) {
        this.topic = topic;
        this.folder = folder;
        this.idleTimeout = idleTimeout;
        this.upstream = upstream;
        this.nanos = nanos;
        this.remindAtNanos = nanos.getAsLong();
    }

    /** What a topic that is read to its readable end still holds; empty when it is drained, or never asked. */
    public String awaited() {
        return awaited;
    }

    /** Looks once; to be called again and again. */
    public synchronized boolean isDrained() throws InterruptedException {
        try {
            boolean over = upstream.ended();
            Map<Integer, Long> found = topic.ends(IsolationLevel.READ_UNCOMMITTED);
            if (!over || !found.equals(ends) || !isShared(found)) {
                quietSinceNanos = nanos.getAsLong();
            }
            ends = found;
            boolean quiet = nanos.getAsLong() - quietSinceNanos >= idleTimeout.toNanos();
            if (!over || !quiet || !mayBeDrained()) {
                return false;
            }
            boolean drained = isCommitted();
            awaited = drained ? "" : behindOpenTransactions();
            remind();
            return drained;
        } catch (IOException unknown) {
            log.debug("cannot tell whether the topic is drained: {}", unknown.toString());
            quietSinceNanos = nanos.getAsLong();
            return false;
        }
    }

    /** Whether the commits of all instances reach the ends of all partitions right now. */
    public synchronized boolean isCommittedToTheEnd() throws InterruptedException {
        try {
            ends = topic.ends(IsolationLevel.READ_UNCOMMITTED);
            return isCommitted();
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * Whether every partition has its reader. Before that, a topic that an earlier run has read to its end would count
     * as drained while nobody owns partition 0 and could build the final dataset.
     */
    private boolean isShared(Map<Integer, Long> partitions) throws IOException, InterruptedException {
        return topic.readPartitions().containsAll(partitions.keySet());
    }

    /** Whether no other instance reads any more; asked after this one's listener has stopped. */
    public boolean isLastToStop() {
        try {
            // The broker may need a moment to see that this one has left.
            long patience = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(LEAVE_SECONDS);
            while (topic.hasReaders()) {
                if (nanos.getAsLong() - patience >= 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return true;
        } catch (IOException unknown) {
            log.debug("cannot tell whether other instances read: {}", unknown.toString());
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean mayBeDrained() {
        return upstream.isKnown() || ends.values().stream().anyMatch(end -> end > 0);
    }

    private boolean isCommitted() throws IOException {
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            OptionalLong next = folder.nextOffset(end.getKey());
            if (next.isEmpty() || next.getAsLong() < end.getValue()) {
                return false;
            }
        }
        return !ends.isEmpty();
    }

    private String behindOpenTransactions() throws IOException, InterruptedException {
        StringBuilder found = new StringBuilder();
        Map<Integer, Long> readable = topic.ends(IsolationLevel.READ_COMMITTED);
        ends.forEach((partition, end) -> {
            long hidden = end - readable.getOrDefault(partition, end);
            if (hidden > 0) {
                found.append(found.isEmpty() ? "" : ", ").append(hidden).append(" offsets of partition ");
                found.append(partition);
            }
        });
        return found.isEmpty()
                ? ""
                : "a transaction is still open, and behind its beginning lie " + found
                        + ": they are read when its sender ends it, or Kafka does (transaction.timeout.ms)";
    }

    private void remind() {
        if (!awaited.isEmpty() && nanos.getAsLong() - remindAtNanos >= 0) {
            remindAtNanos = nanos.getAsLong() + REMINDER_NANOS;
            log.info("The topic is not drained: {}.", awaited);
        }
    }
}
