package science.pipeline.producer.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import science.pipeline.chassis.kafka.Reminder;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.producer.ProducerProperties;
import science.pipeline.producer.ProducerProperties.SourceKind;
import science.pipeline.producer.source.Source;

/** The state of the run: what people see of it, and what they ask of it. The {@link Emitter} acts on it. */
@Component
final class Run implements Emission {

    private final long count;
    private final Duration tick;
    private final Delivery delivery = new Delivery();
    private final Reminder reminder = new Reminder(System::nanoTime);
    private volatile Pace pace;
    private volatile double rate;
    private volatile boolean paused;
    private volatile boolean ended;
    private volatile @Nullable String problem;
    private volatile OptionalLong available;

    Run(ProducerProperties properties, Source source) {
        count = properties.count();
        tick = properties.tick();
        boolean replay = properties.source() == SourceKind.REPLAY;
        rate = replay ? 0 : properties.rate();
        pace = replay && !properties.replay().pace().isFastest()
                ? new RecordedPace(properties.replay().pace().factor(), tick)
                : Pace.steady(rate, tick);
        available = source.remaining();
    }

    @Override
    public long produced() {
        return delivery.produced();
    }

    @Override
    public long acknowledged() {
        return delivery.acknowledged();
    }

    @Override
    public long failed() {
        return delivery.failed();
    }

    @Override
    public OptionalLong total() {
        OptionalLong events = available;
        if (count == 0) {
            return events;
        }
        return OptionalLong.of(Math.min(count, events.orElse(count)));
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public Optional<String> missing() {
        return reminder.current().map(Trouble::sentence);
    }

    @Override
    public boolean denied() {
        return isHeldUp(Trouble.Kind.DENIED);
    }

    @Override
    public boolean retrying() {
        return isHeldUp(Trouble.Kind.RETRYING);
    }

    private boolean isHeldUp(Trouble.Kind kind) {
        return reminder.current().filter(trouble -> trouble.kind() == kind).isPresent();
    }

    @Override
    public boolean paused() {
        return paused;
    }

    @Override
    public double rate() {
        return rate;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void rate(double eventsPerSecond) {
        if (!(eventsPerSecond >= 0 && eventsPerSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "found a rate of " + eventsPerSecond + ", expected events per second, 0 or more");
        }
        rate = eventsPerSecond;
        pace = Pace.steady(eventsPerSecond, tick);
    }

    Delivery delivery() {
        return delivery;
    }

    Reminder reminder() {
        return reminder;
    }

    Pace pace() {
        return pace;
    }

    /** How many events are still to be sent before the count is reached. */
    long wanted() {
        return count == 0 ? Long.MAX_VALUE : count - delivery.produced();
    }

    /** @param events how many there are in all, as it is known now */
    void available(OptionalLong events) {
        available = events;
    }

    void end() {
        ended = true;
    }

    void fail(String reason) {
        problem = reason;
        ended = true;
    }
}
