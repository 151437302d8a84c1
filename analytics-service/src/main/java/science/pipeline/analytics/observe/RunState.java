package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.Ending;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.IntakeStart;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.chassis.trouble.Trouble;

/** What the service does right now, in one word, and why. Any thread. */
@Component
final class RunState {

    /** In the order in which they take precedence. Only running, draining and drained are known to be good. */
    enum Word {
        /** What was found forbids to go on. */
        REFUSED,
        /** Every record is in the dataset and the final dataset is built. */
        DRAINED,
        /** The listener ended although nobody stopped it. */
        FAILED,
        /** Reading has ended; what has been read is committed and the final dataset is built. */
        DRAINING,
        /**
         * Kafka or the schema registry is there and does not let us: a right is missing, or it does not know who we
         * are.
         */
        DENIED,
        /** Kafka, the topic or the schema registry is not there. */
        WAITING,
        /** A partition went back to its last commit and tries again. */
        RETRYING,
        /** The disk is too full to read on. */
        RESTING,
        /** Nearly every event is behind its window's time: somebody's clock is wrong. */
        LATE,
        /** Nothing has arrived for long. */
        NO_DATA,
        RUNNING;

        /** Whether all is known to be well, and what the watch over the detectors found last holds. */
        boolean isGood() {
            return this == RUNNING || this == DRAINING || this == DRAINED;
        }

        /** Whether there is progress to show. */
        boolean reads() {
            return ordinal() >= RETRYING.ordinal();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param reason with what to do; null when all is well */
    record State(Word word, @Nullable String reason) {}

    private final Intake intake;
    private final IntakeStart start;
    private final Ending ending;
    private final Arrivals arrivals;

    RunState(Intake intake, IntakeStart start, Ending ending, Arrivals arrivals) {
        this.intake = intake;
        this.start = start;
        this.ending = ending;
        this.arrivals = arrivals;
    }

    State now() {
        Optional<String> refusal = ending.refusal();
        if (refusal.isPresent()) {
            return new State(Word.REFUSED, refusal.get());
        }
        if (ending.drained()) {
            return new State(Word.DRAINED, null);
        }
        if (start.hasFailed()) {
            return new State(Word.FAILED, "the listener has stopped by itself; the log says why. Restart the service");
        }
        if (start.hasBegun() && !start.isListening()) {
            return new State(Word.DRAINING, null);
        }
        Optional<Trouble> trouble = start.trouble();
        if (trouble.isPresent()) {
            Word word = trouble.get().isDenied() ? Word.DENIED : Word.WAITING;
            return new State(word, trouble.get().sentence());
        }
        return start.isListening() ? reading() : new State(Word.WAITING, "Kafka is there; reading begins");
    }

    private State reading() {
        State troubled = troubled();
        if (troubled != null) {
            return troubled;
        }
        String diskTrouble = intake.diskTrouble();
        if (diskTrouble != null) {
            return new State(Word.RESTING, diskTrouble);
        }
        Optional<String> late = arrivals.lateness();
        if (late.isPresent()) {
            return new State(Word.LATE, late.get());
        }
        return arrivals.silence()
                .map(silence -> new State(Word.NO_DATA, silence))
                .orElse(new State(Word.RUNNING, null));
    }

    private @Nullable State troubled() {
        Map<Trouble, List<Integer>> troubles = new LinkedHashMap<>();
        for (PartitionStatus status : intake.statuses()) {
            Trouble trouble = status.trouble();
            if (trouble != null) {
                troubles.computeIfAbsent(trouble, absent -> new ArrayList<>()).add(status.partition());
            }
        }
        if (troubles.isEmpty()) {
            return null;
        }
        boolean denied = troubles.keySet().stream().anyMatch(Trouble::isDenied);
        boolean waits = troubles.keySet().stream().allMatch(trouble -> trouble.kind() == Trouble.Kind.WAITING);
        return new State(denied ? Word.DENIED : waits ? Word.WAITING : Word.RETRYING, described(troubles));
    }

    private static String described(Map<Trouble, List<Integer>> troubles) {
        return troubles.entrySet().stream()
                .map(trouble -> "partition " + join(trouble.getValue()) + ": " + trouble.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String join(List<Integer> partitions) {
        return partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
