package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.kafka.Reminder;

/** What a person reads in the log while the state changes. */
class StateLogTest {

    private final List<Logger> loggers = List.of(logger(StateLog.class), logger(Reminder.class));
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final StateLog log = new StateLog(() -> new RunState.State(RunState.Word.RUNNING, null));

    @BeforeEach
    void listen() {
        lines.start();
        loggers.forEach(logger -> {
            logger.setLevel(Level.INFO);
            logger.addAppender(lines);
        });
    }

    @AfterEach
    void stop() {
        loggers.forEach(logger -> {
            logger.setLevel(null);
            logger.detachAppender(lines);
        });
    }

    @Test
    void whatPassesIsToldWhenItBeginsAndWhenItEnds() {
        for (RunState.Word word : List.of(RunState.Word.RESTING, RunState.Word.LATE, RunState.Word.NO_DATA)) {
            tell(RunState.Word.RUNNING, null, 3);
            tell(word, "because", 30);
            tell(RunState.Word.RUNNING, null, 3);
        }

        assertThat(said())
                .containsExactly(
                        "resting: because",
                        "no longer resting",
                        "late: because",
                        "no longer late",
                        "no-data: because",
                        "no longer no-data");
    }

    @Test
    void aDenialIsToldAtOnceAndItsEndOnce() {
        tell(RunState.Word.DENIED, "no right", 3);
        tell(RunState.Word.RUNNING, null, 3);

        assertThat(said()).containsExactly("denied: no right", "running: reads on");
    }

    @Test
    void aStartThatTakesAMomentIsNoNews() {
        tell(RunState.Word.WAITING, "for Kafka", 1);
        tell(RunState.Word.RUNNING, null, 2);

        assertThat(said()).isEmpty();
    }

    private void tell(RunState.Word word, @Nullable String reason, int times) {
        for (int i = 0; i < times; i++) {
            log.tell(new RunState.State(word, reason));
        }
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger(Class<?> type) {
        return (Logger) LoggerFactory.getLogger(type);
    }
}
