package science.pipeline.benchmarks.hotpath;

import java.util.ArrayList;
import java.util.Arrays;
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
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.FrameDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Frame;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.FormSettings;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/**
 * The same events in every form of records, to columns and CSV text: JSON alone, fifty in a list, CSV, Avro. Each is an
 * event's whole cost in the decoder; the bytes of an event in a list are those of one alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Batches.EVENTS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Forms {

    private static final int FRAME = 50;

    /** The fields of particles under names of their own. */
    private static final String FIELDS = """
            name: forms
            fields:
              id:     {type: integer, role: event_id, from: PLACEid}
              time:   {type: time, role: time, from: PLACEtime}
              type:   {type: name, role: particle_type, from: PLACEtype}
              energy: {type: number, role: energy, from: PLACEenergy, min: 0}
              px:     {type: number, role: momentum_x, from: PLACEpx}
              py:     {type: number, role: momentum_y, from: PLACEpy}
              pz:     {type: number, role: momentum_z, from: PLACEpz}
              where:  {type: name, role: detector, from: PLACEwhere}
              odd:    {type: boolean, role: label, from: PLACEodd}
            """;

    private final ParticleEvent[] events = Batches.events();
    private final Single json = new Single("json", events);

    /** With another bound than the default's, which learnt ways read as they do any schema. */
    private final Single learntJson = new Single("json", events, 60_000);

    private final Single csv = new Single("csv", events);
    private final Single avro = new Single("avro", events);
    private final Framed frames = new Framed("json", events);
    private final Framed avroFrames = new Framed("avro", events);

    private static Schema schema(String format, String place, long maxBytes) {
        String yaml = (place.isEmpty() ? "" : "each: hits\n") + FIELDS.replace("PLACE", place);
        return new FormSettings(format, maxBytes, List.of(), "", "", "").over(SchemaYaml.read("forms.yml", yaml));
    }

    /** An event a record. */
    private static final class Single {
        final byte[][] records;
        final EventDecoder decoder;
        final EventBatch batch;

        Single(String format, ParticleEvent[] events) {
            this(format, events, 0);
        }

        Single(String format, ParticleEvent[] events, long maxBytes) {
            Schema schema = schema(format, "", maxBytes);
            EventEncoder encoder = new EventEncoder(schema);
            records = Arrays.stream(events).map(encoder::encode).toArray(byte[][]::new);
            decoder = EventDecoder.of(schema);
            batch = new EventBatch(NameTables.of(schema, 2000));
        }

        void decode(Blackhole eater) {
            for (int i = 0; i < records.length; i++) {
                if (batch.isFull()) {
                    batch.clear();
                }
                eater.consume(decoder.decode(records[i], i, batch));
            }
        }
    }

    /** Fifty events a record. */
    private static final class Framed {
        final List<byte[]> records = new ArrayList<>();
        final FrameDecoder decoder;
        final EventBatch batch;

        Framed(String format, ParticleEvent[] events) {
            Schema schema = schema(format, "hits.", 0);
            EventEncoder encoder = new EventEncoder(schema);
            for (int i = 0; i < events.length; i += FRAME) {
                records.add(encoder.encode(
                        new Frame(Arrays.asList(Arrays.copyOfRange(events, i, Math.min(i + FRAME, events.length))))));
            }
            decoder = FrameDecoder.of(schema);
            batch = new EventBatch(NameTables.of(schema, 2000));
        }

        void decode(Blackhole eater) {
            for (int i = 0; i < records.size(); i++) {
                byte[] record = records.get(i);
                eater.consume(decoder.open(record, 0, record.length, i, batch));
                while (decoder.taken() < decoder.elements()) {
                    eater.consume(decoder.take(batch));
                    if (batch.isFull()) {
                        batch.clear();
                    }
                }
                if (batch.isFull()) {
                    batch.clear();
                }
            }
        }
    }

    @Benchmark
    public void json(Blackhole eater) {
        json.decode(eater);
    }

    @Benchmark
    public void learntJson(Blackhole eater) {
        learntJson.decode(eater);
    }

    @Benchmark
    public void jsonFramesOfFifty(Blackhole eater) {
        frames.decode(eater);
    }

    @Benchmark
    public void csv(Blackhole eater) {
        csv.decode(eater);
    }

    @Benchmark
    public void avro(Blackhole eater) {
        avro.decode(eater);
    }

    @Benchmark
    public void avroFramesOfFifty(Blackhole eater) {
        avroFrames.decode(eater);
    }
}
