package science.pipeline.producer.publish;

import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.event.EventTime;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.ProducerProperties;
import science.pipeline.producer.ProducerProperties.SourceKind;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.replay.Timestamps;

/** The beginning of a run: once the topic is there, finds out where earlier runs stopped and goes there. */
@Component
final class Opening {

    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    private final ProducerProperties properties;
    private final Source source;
    private final EventTopic topic;
    private final Map<String, Object> consumerSettings;
    private final Clock clock = Clock.systemUTC();

    Opening(ProducerProperties properties, Source source, EventTopic topic, ConsumerFactory<?, ?> consumers) {
        this.properties = properties;
        this.source = source;
        this.topic = topic;
        consumerSettings = consumers.getConfigurationProperties();
    }

    /** @throws NotReadyException if Kafka or the topic is not there yet */
    Publisher open(Delivery delivery) throws NotReadyException {
        int partitions = topic.partitions();
        ReplayMark mark =
                source.identity().isPresent() ? new ReplayMark(source.identity().getAsInt(), partitions) : null;
        Continuation continuation = continuation(partitions, mark);
        source.seek(continuation.start());
        logStart(partitions, continuation.start());
        return new Publisher(
                source,
                topic.name(),
                new Destination(properties.key(), partitions),
                continuation,
                mark,
                stamp(),
                delivery,
                System::nanoTime);
    }

    private Continuation continuation(int partitions, @Nullable ReplayMark mark) throws NotReadyException {
        boolean isAfresh = mark != null && !properties.replay().resume();
        if (isAfresh && !source.beginsNow()) {
            return Continuation.afresh();
        }
        try (TopicTail tail = new TopicTail(topic.name(), partitions, consumerSettings)) {
            if (source.beginsNow()) {
                ReachedTime.of(tail).ifPresent(this::goOnAfter);
            }
            if (isAfresh) {
                return Continuation.afresh();
            }
            return mark == null ? Continuation.ofSynthetic(tail) : Continuation.ofReplay(tail, mark);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new NotReadyException(topic.reading(e), e);
        }
    }

    private void goOnAfter(long micros) {
        source.goOnAfter(micros);
        if (micros > EventTime.fromInstant(clock.instant())) {
            log.info(
                    "Earlier runs have reached {} in event time, which is ahead of now: this one goes on behind it",
                    EventTime.format(micros));
        }
    }

    private UnaryOperator<ParticleEvent> stamp() {
        boolean now =
                properties.source() == SourceKind.REPLAY && properties.replay().timestamps() == Timestamps.NOW;
        return now ? event -> at(EventTime.fromInstant(clock.instant()), event) : UnaryOperator.identity();
    }

    private static ParticleEvent at(long micros, ParticleEvent event) {
        return new ParticleEvent(
                event.eventId(),
                micros,
                event.particleType(),
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                event.detectorId(),
                event.anomaly());
    }

    private void logStart(int partitions, Position start) {
        log.info(
                "Publishing {} events to {} ({} partitions), from event {} on{}",
                properties.source() == SourceKind.REPLAY ? "recorded" : "synthetic",
                topic.name(),
                partitions,
                start.index(),
                start.pass() == 0 ? "" : " of pass " + (start.pass() + 1));
    }
}
