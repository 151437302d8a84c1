package science.pipeline.benchmarks.hotpath;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
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
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.FastDecoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.NameTable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** From a document's bytes to columns and CSV text; by Jackson's databind, to an object only. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Batches.EVENTS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Codec {

    /** The event as an ordinary object. */
    record Bound(
            @JsonProperty("event_id") long eventId,
            @JsonProperty("timestamp") String timestamp,
            @JsonProperty("particle_type") String particleType,
            @JsonProperty("energy_gev") double energyGev,
            @JsonProperty("momentum_x") double momentumX,
            @JsonProperty("momentum_y") double momentumY,
            @JsonProperty("momentum_z") double momentumZ,
            @JsonProperty("detector_id") String detectorId,
            @JsonProperty("is_anomaly") boolean anomaly) {}

    private final byte[][] documents = Batches.documents();
    private final EventDecoder fast = new FastDecoder(Layout.PARTICLE_EVENT);
    private final EventDecoder strict = new StrictDecoder(Layout.PARTICLE_EVENT);
    private final ObjectReader databind = new JsonMapper().readerFor(Bound.class);
    private final EventBatch batch = new EventBatch(new NameTable(200, List.of()), new NameTable(2000, List.of()));

    @Benchmark
    public void fastDecoder(Blackhole eater) {
        decode(fast, eater);
    }

    @Benchmark
    public void strictDecoder(Blackhole eater) {
        decode(strict, eater);
    }

    @Benchmark
    public void jacksonDatabind(Blackhole eater) {
        for (byte[] document : documents) {
            Bound event = databind.readValue(document);
            eater.consume(event);
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
