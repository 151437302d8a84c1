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

/** What the service does right now, in one word, and why. Any thread. */
@Component
final class RunState {

    /** In the order in which they take precedence. */
    enum Word {
        /** What was found forbids to go on. */
        REFUSED,
        /** Every record is in the dataset and the final dataset is built. */
        DRAINED,
        /** Kafka or the topic is not there yet. */
        WAITING,
        /** The listener ended although nobody stopped it. */
        FAILED,
        /** Reading has ended; what has been read is committed and the final dataset is built. */
        DRAINING,
        /** A partition went back to its last commit and tries again. */
        RETRYING,
        /** The disk is too full to read on. */
        RESTING,
        RUNNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param reason with what to do; null when all is well */
    record State(Word word, @Nullable String reason) {}

    private final Intake intake;
    private final IntakeStart start;
    private final Ending ending;

    RunState(Intake intake, IntakeStart start, Ending ending) {
        this.intake = intake;
        this.start = start;
        this.ending = ending;
    }

    State now() {
        Optional<String> refusal = ending.refusal();
        if (refusal.isPresent()) {
            return new State(Word.REFUSED, refusal.get());
        }
        if (ending.drained()) {
            return new State(Word.DRAINED, null);
        }
        String missing = start.waitingFor();
        if (!missing.isEmpty()) {
            return new State(Word.WAITING, missing);
        }
        if (start.hasFailed()) {
            return new State(Word.FAILED, "the listener has stopped by itself; the log says why. Restart the service");
        }
        return start.isListening() ? reading() : new State(Word.DRAINING, null);
    }

    private State reading() {
        Map<String, List<Integer>> troubles = new LinkedHashMap<>();
        for (PartitionStatus status : intake.statuses()) {
            String trouble = status.trouble();
            if (trouble != null) {
                troubles.computeIfAbsent(trouble, absent -> new ArrayList<>()).add(status.partition());
            }
        }
        if (!troubles.isEmpty()) {
            return new State(Word.RETRYING, described(troubles));
        }
        String diskTrouble = intake.diskTrouble();
        return diskTrouble == null ? new State(Word.RUNNING, null) : new State(Word.RESTING, diskTrouble);
    }

    private static String described(Map<String, List<Integer>> troubles) {
        return troubles.entrySet().stream()
                .map(trouble -> "partition " + join(trouble.getValue()) + ": " + trouble.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String join(List<Integer> partitions) {
        return partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
