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
import science.pipeline.chassis.registry.SchemaRegistry;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.Event;
import science.pipeline.event.EventTime;
import science.pipeline.producer.ProducerProperties;
import science.pipeline.producer.ProducerProperties.SourceKind;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.replay.Timestamps;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;

/** The beginning of a run: once the topic is there, finds out where earlier runs stopped and goes there. */
@Component
final class Opening {

    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    private final ProducerProperties properties;
    private final Schema schema;
    private final RecordKey key;
    private final Source source;
    private final EventTopic topic;
    private final Map<String, Object> consumerSettings;
    private final WriterSchemas writers;
    private final Clock clock = Clock.systemUTC();

    Opening(
            ProducerProperties properties,
            Schema schema,
            Source source,
            EventTopic topic,
            ConsumerFactory<?, ?> consumers,
            WriterSchemas writers) {
        this.properties = properties;
        this.schema = schema;
        key = RecordKey.of(properties.key(), schema);
        this.source = source;
        this.topic = topic;
        this.writers = writers;
        consumerSettings = consumers.getConfigurationProperties();
    }

    /** @throws NotReadyException if Kafka, the topic or the schema registry is not there yet */
    Publisher open(Delivery delivery) throws NotReadyException {
        try {
            return publisher(delivery);
        } catch (WriterSchemas.Away away) {
            throw new NotReadyException(Causes.ANYWHERE.of(away), away);
        }
    }

    private Publisher publisher(Delivery delivery) throws NotReadyException {
        int partitions = topic.partitions();
        ReplayMark mark =
                source.identity().isPresent() ? new ReplayMark(source.identity().getAsInt(), partitions) : null;
        Continuation continuation = continuation(partitions, mark, delivery);
        source.seek(continuation.start());
        logStart(partitions, continuation.start());
        return new Publisher(
                source,
                topic.name(),
                new Destination(key, partitions),
                continuation,
                mark,
                stamp(),
                delivery,
                System::nanoTime,
                new EventEncoder(schema, avroId()));
    }

    /** The id by which the registry knows the schema of the records; null where no record names it. */
    private @Nullable Integer avroId() {
        return writers instanceof SchemaRegistry registry
                ? registry.register(topic.name() + "-value", EventEncoder.avroSchema(schema))
                : null;
    }

    private Continuation continuation(int partitions, @Nullable ReplayMark mark, Delivery delivery)
            throws NotReadyException {
        boolean isReplay = properties.source() == SourceKind.REPLAY;
        try (TopicTail tail = tail(partitions)) {
            delivery.settledTo(tail.ends());
            if (source.beginsNow()) {
                ReachedTime.of(tail, new SentEvent(schema, writers)).ifPresent(this::goOnAfter);
            }
            if (isReplay && !properties.replay().resume()) {
                return Continuation.afresh();
            }
            return mark == null
                    ? Continuation.ofSynthetic(tail, new SentEvent(schema, writers), properties.frame())
                    : Continuation.ofReplay(tail, mark);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new NotReadyException(topic.reading(e), e);
        }
    }

    /** What the topic holds now. */
    TopicTail tail(int partitions) {
        return new TopicTail(topic.name(), partitions, consumerSettings);
    }

    private void goOnAfter(long micros) {
        source.goOnAfter(micros);
        if (micros > EventTime.fromInstant(clock.instant())) {
            log.info(
                    "Earlier runs have reached {} in event time, which is ahead of now: this one goes on behind it",
                    EventTime.format(micros));
        }
    }

    private UnaryOperator<Event> stamp() {
        boolean now =
                properties.source() == SourceKind.REPLAY && properties.replay().timestamps() == Timestamps.NOW;
        return now ? event -> event.at(EventTime.fromInstant(clock.instant())) : UnaryOperator.identity();
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
