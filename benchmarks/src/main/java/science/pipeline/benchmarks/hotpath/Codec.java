package science.pipeline.benchmarks.hotpath;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import science.pipeline.benchmarks.plain.PlainEvent;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a document's bytes to columns and CSV text, and from an event to its document; by Jackson's databind, from and
 * to an ordinary object.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Batches.EVENTS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Codec {

    private final ParticleEvent[] events = Batches.events();
    private final byte[][] documents = Batches.documents(events);
    private final EventDecoder fast = EventDecoder.of(Schema.byDefault());
    private final EventDecoder strict = new StrictDecoder(Schema.byDefault());
    private final ObjectReader databindReader = new JsonMapper().readerFor(PlainEvent.class);
    private final EventBatch batch = new EventBatch(NameTables.of(Schema.byDefault(), 2000));

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private final ObjectWriter databindWriter = new JsonMapper().writerFor(PlainEvent.class);
    private final PlainEvent[] plainEvents =
            Arrays.stream(documents).map(databindReader::readValue).toArray(PlainEvent[]::new);

    @Benchmark
    public void fastDecoder(Blackhole eater) {
        decode(fast, eater);
    }

    @Benchmark
    public void strictDecoder(Blackhole eater) {
        decode(strict, eater);
    }

    @Benchmark
    public void databindReader(Blackhole eater) {
        for (byte[] document : documents) {
            PlainEvent event = databindReader.readValue(document);
            eater.consume(event);
        }
    }

    @Benchmark
    public void encoder(Blackhole eater) {
        for (ParticleEvent event : events) {
            eater.consume(encoder.encode(event));
        }
    }

    @Benchmark
    public void databindWriter(Blackhole eater) {
        for (PlainEvent event : plainEvents) {
            eater.consume(databindWriter.writeValueAsBytes(event));
        }
    }

    private void decode(EventDecoder decoder, Blackhole eater) {
        for (int i = 0; i < documents.length; i++) {
            if (batch.isFull()) {
                batch.clear();
            }
            eater.consume(decoder.decode(documents[i], i, batch));
        }
    }
}
