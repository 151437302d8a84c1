package science.pipeline.analytics.observe;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.intake.Access;
import science.pipeline.chassis.kafka.Reminder;
import science.pipeline.chassis.trouble.Trouble;

/**
 * Tells in the log what the service does now, in the words of {@link RunState}: what keeps it from reading again and
 * again while it lasts, what does not when it begins and when it ends.
 */
@Component
@Order(3)
final class StateLog implements Pulse.Beat {

    private static final Logger log = LoggerFactory.getLogger(StateLog.class);

    /** Somebody has to do something before reading goes on. */
    private static final Set<RunState.Word> LASTING =
            EnumSet.of(RunState.Word.DENIED, RunState.Word.WAITING, RunState.Word.RETRYING);

    private static final Set<RunState.Word> PASSING =
            EnumSet.of(RunState.Word.RESTING, RunState.Word.LATE, RunState.Word.NO_DATA);

    private final Supplier<RunState.State> state;
    private final Reminder reminder = new Reminder(System::nanoTime);
    private RunState.@Nullable Word before;
    private RunState.@Nullable Word begun;

    @Autowired
    StateLog(RunState state) {
        this(state::now);
    }

    StateLog(Supplier<RunState.State> state) {
        this.state = state;
    }

    @Override
    public void beat() {
        tell(state.get());
    }

    void tell(RunState.State now) {
        if (LASTING.contains(now.word())) {
            if (isNews(now)) {
                reminder.say(new Trouble(Trouble.Kind.RETRYING, line(now)));
            }
        } else {
            reminder.settle(now.word() + ": " + (now.word().reads() ? "reads on" : "does not read any more"));
            tellPassing(now);
        }
        before = now.word();
    }

    /** A start that takes a moment is none: told is what is there at a second look. */
    private boolean isNews(RunState.State now) {
        return now.word() != RunState.Word.WAITING
                || now.word() == before && !Access.NOT_ASKED.sentence().equals(now.reason());
    }

    private void tellPassing(RunState.State now) {
        if (now.word() == begun) {
            return;
        }
        if (begun != null) {
            log.info("no longer {}", begun);
        }
        begun = PASSING.contains(now.word()) ? now.word() : null;
        if (begun != null) {
            log.warn("{}", line(now));
        }
    }

    private static String line(RunState.State now) {
        String reason = String.valueOf(now.reason());
        boolean named = reason.regionMatches(
                true, 0, now.word().toString(), 0, now.word().toString().length());
        return named ? reason : now.word() + ": " + reason;
    }
}
