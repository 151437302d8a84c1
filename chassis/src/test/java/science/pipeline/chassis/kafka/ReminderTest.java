package science.pipeline.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.trouble.Trouble;

class ReminderTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Reminder.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now;
    private final Reminder reminder = new Reminder(() -> now);

    @BeforeEach
    void listen() {
        lines.start();
        // Whatever a test before it, with a service of its own, has left behind.
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void aTroubleIsSaidAtOnceAndEveryTenSecondsAndItsEndOnce() {
        for (int second = 0; second < 25; second++) {
            say("Kafka is away");
            pass(1);
        }
        reminder.settle("reads on");
        reminder.settle("reads on");

        assertThat(said()).containsExactly("Kafka is away", "Kafka is away", "Kafka is away", "reads on");
    }

    @Test
    void troublesThatChangeAllTheTimeAreAtMostTwelveLinesAMinute() {
        for (int second = 0; second < 60; second++) {
            say("trouble " + second);
            pass(1);
        }

        assertThat(said()).hasSizeLessThanOrEqualTo(12).startsWith("trouble 0", "trouble 5");
    }

    @Test
    void whatWasNeverSaidHasNoEnd() {
        reminder.settle("reads on");

        assertThat(said()).isEmpty();
        assertThat(reminder.current()).isEmpty();
    }

    private void say(String sentence) {
        reminder.say(new Trouble(Trouble.Kind.WAITING, sentence));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
