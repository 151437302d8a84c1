package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Encoder and decoder agree, on the contract's example to the byte and on many events by value. */
class GoldenBytesTest {

    private static final String GOLDEN = "{\"event_id\":123456,\"timestamp\":\"2026-01-16T10:23:45.123456\","
            + "\"particle_type\":\"muon\",\"energy_gev\":234.56,\"momentum_x\":123.45,\"momentum_y\":-67.89,"
            + "\"momentum_z\":345.67,\"detector_id\":\"DET_001\",\"is_anomaly\":false}";

    private static final ParticleEvent EXAMPLE = new ParticleEvent(
            123456,
            EventTime.fromInstant(java.time.Instant.parse("2026-01-16T10:23:45.123456Z")),
            "muon",
            234.56,
            123.45,
            -67.89,
            345.67,
            "DET_001",
            false);

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private final EventDecoder decoder = new StrictDecoder(Schema.byDefault());
    private final EventBatch batch = Batches.of(Schema.byDefault(), 10, List.of());

    @Test
    void theEncoderWritesTheContractsExample() {
        assertThat(new String(encoder.encode(EXAMPLE), StandardCharsets.UTF_8)).isEqualTo(GOLDEN);
    }

    @Test
    void theDecoderReadsTheContractsExample() {
        assertThat(decoder.decode(GOLDEN.getBytes(StandardCharsets.UTF_8), 17, batch))
                .isNull();
        assertThat(event(0)).isEqualTo(EXAMPLE);
        assertThat(batch.offset[0]).isEqualTo(17);
        assertThat(batch.fractionDigits[0]).isEqualTo((byte) 2);
        assertThat(batch.significantDigits[0]).isEqualTo((byte) 5);
        assertThat(batch.csv(0))
                .isEqualTo("123456,2026-01-16T10:23:45.123456,muon,234.56,123.45,-67.89,345.67,DET_001,false");
    }

    /** 20,000 events over all magnitudes: enough to meet every branch of the number writer many times. */
    @Test
    void whatIsEncodedIsDecodedToTheSameEvent() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            ParticleEvent event = new ParticleEvent(
                    random.nextLong(Long.MAX_VALUE),
                    random.nextLong(4_102_444_800_000_000L),
                    "type_" + random.nextInt(5),
                    Math.abs(number(random)),
                    number(random),
                    number(random),
                    number(random),
                    "DET_" + random.nextInt(5),
                    random.nextBoolean());
            batch.clear();
            assertThat(decoder.decode(encoder.encode(event), i, batch)).isNull();
            assertThat(event(0)).isEqualTo(event);
        }
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Math.rint(random.nextDouble(-1e5, 1e5) * 100) / 100;
            case 1 -> random.nextDouble(-1e9, 1e9);
            case 2 -> random.nextInt(-1000, 1000);
            case 3 -> random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-320, 9));
            default -> -0.0;
        };
    }

    private ParticleEvent event(int row) {
        return new ParticleEvent(
                batch.eventId[row],
                batch.timestampMicros[row],
                batch.names.particleTypes().name(batch.particleType[row]),
                batch.energy[row],
                batch.momentumX[row],
                batch.momentumY[row],
                batch.momentumZ[row],
                batch.names.detectors().name(batch.detector[row]),
                batch.labelled[row]);
    }
}
