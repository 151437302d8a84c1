package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.analysis.Events;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** What a detector does is flagged until a person says that it is normal, and no longer than the detector warms up. */
class NewNormalTest {

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    /** As many as come from one of the detectors in a hundred windows of 5 s at 50 a second. */
    private static final int LASTING = 25_000;

    /** Of all detectors, until one of them has as many as a layer warms up with. */
    private static final int WARM_UP = DEFAULTS.warmUp() * Particles.DETECTORS;

    private final Particles particles = new Particles(5, 0.01);
    private final Stream stream = new Stream(DEFAULTS);

    private static ParticleEvent swapped(ParticleEvent event) {
        return switch (event.detectorId()) {
            case "DET_1" -> from("DET_4", event);
            case "DET_4" -> from("DET_1", event);
            default -> event;
        };
    }

    private static ParticleEvent from(String detector, ParticleEvent event) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                event.particleType(),
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                detector,
                event.anomaly());
    }

    private static UnaryOperator<ParticleEvent> gain(double factor) {
        UnaryOperator<ParticleEvent> step = Particles.energyTimes(factor);
        return event -> event.detectorId().equals("DET_1") ? step.apply(event) : event;
    }

    private void add(int events, UnaryOperator<ParticleEvent> as) {
        particles.next(events).stream().map(as).forEach(stream::add);
    }

    /** How many per cent of the last events of some detectors are flagged. */
    private double flaggedShare(int last, String... detectors) {
        List<Stream.Found> found = stream.found();
        List<Stream.Found> theirs = found.subList(found.size() - last, found.size()).stream()
                .filter(one -> List.of(detectors).contains(one.event().detectorId()))
                .toList();
        return 100.0 * theirs.stream().filter(Stream.Found::flagged).count() / theirs.size();
    }

    @Test
    void swappedCablesAreNormalOnceAPersonSaysSo() {
        add(20_000, UnaryOperator.identity());
        add(LASTING, NewNormalTest::swapped);
        assertThat(flaggedShare(5_000, "DET_1", "DET_4")).isGreaterThan(95);

        stream.forget("DET_1");
        stream.forget("DET_4");
        add(WARM_UP, NewNormalTest::swapped);
        add(10_000, NewNormalTest::swapped);

        assertThat(flaggedShare(10_000, "DET_1", "DET_4")).isLessThan(0.5);
        add(2_000, UnaryOperator.identity());
        assertThat(flaggedShare(2_000, "DET_1", "DET_4")).isGreaterThan(80);
    }

    /** Energies of one detector no longer go with its momenta. */
    @ParameterizedTest
    @CsvSource({"1.3, 25000", "0.8, 2500"})
    void aGainStepStaysFlaggedAndIsNormalOnceAPersonSaysSo(double factor, int lasting) {
        add(20_000, UnaryOperator.identity());
        add(lasting * Particles.DETECTORS, gain(factor));
        assertThat(flaggedShare(10_000, "DET_1")).isGreaterThan(95);

        stream.forget("DET_1");
        add(WARM_UP, gain(factor));
        add(20_000, gain(factor));

        assertThat(flaggedShare(20_000, "DET_1")).isLessThan(0.5);
        add(2_000, UnaryOperator.identity());
        assertThat(flaggedShare(2_000, "DET_1")).isGreaterThan(95);
    }

    /** Where energies close to the last printed digit, the calibration is never as well known as that. */
    @Test
    void aGainStepIsNormalAlsoWhereKinematicsCloseAsPrinted() {
        Particles exact = new Particles(6, 0);
        exact.next(20_000).forEach(stream::add);
        exact.next(5_000).stream().map(gain(1.3)).forEach(stream::add);
        assertThat(flaggedShare(4_000, "DET_1")).isGreaterThan(95);

        stream.forget("DET_1");
        exact.next(WARM_UP).stream().map(gain(1.3)).forEach(stream::add);
        exact.next(20_000).stream().map(gain(1.3)).forEach(stream::add);

        assertThat(flaggedShare(20_000, "DET_1")).isLessThan(0.5);
    }

    @Test
    void aDetectorThatIsAsEverGoesOnAsEver() {
        add(20_000, UnaryOperator.identity());
        stream.forget("DET_1");
        add(40_000, UnaryOperator.identity());

        assertThat(flaggedShare(40_000, "DET_1")).isLessThan(0.1);
        add(1_000, gain(1.3));
        assertThat(flaggedShare(1_000, "DET_1")).isGreaterThan(95);
    }

    @Test
    void theOthersAnswersAreTheSameToTheBit() {
        Stream untouched = new Stream(DEFAULTS);
        List<ParticleEvent> first = particles.next(20_000);
        first.forEach(stream::add);
        first.forEach(untouched::add);
        stream.forget("DET_1");
        for (ParticleEvent event : particles.next(20_000)) {
            if (!event.detectorId().equals("DET_1")) {
                stream.add(event);
                untouched.add(event);
            }
        }

        assertThat(stream.found()).isEqualTo(untouched.found());
    }

    @Test
    void itIsTheSameWhetherOrNotTheStateIsSavedInBetween() {
        Stream restarted = new Stream(DEFAULTS);
        add(20_000, UnaryOperator.identity());
        stream.found().forEach(found -> restarted.add(found.event()));
        for (int part = 0; part < 10; part++) {
            if (part == 2) {
                stream.forget("DET_1");
                restarted.forget("DET_1");
            }
            restarted.restart();
            particles.next(700).stream().map(gain(1.3)).forEach(event -> {
                stream.add(event);
                restarted.add(event);
            });
        }

        assertThat(restarted.found()).isEqualTo(stream.found());
    }

    /** The form of version 3 is that of version 4 without calibrations, of which there are none. */
    @Test
    void whatTheMassShellSavedBeforeAnybodyCouldSaySoIsRead() throws IOException {
        EventBatch batch = Events.batch();
        particles.next(EventBatch.CAPACITY).forEach(event -> Events.append(event, event.eventId(), batch));
        MassShell learnt = new MassShell(DEFAULTS.massShell(), DEFAULTS.warmUp(), batch.names);
        learnt.score(batch, new Evidence());
        byte[] version4 = saved(learnt);
        byte[] version3 = Arrays.copyOf(version4, version4.length - Integer.BYTES);

        MassShell read = new MassShell(DEFAULTS.massShell(), DEFAULTS.warmUp(), batch.names);
        read.load(new DataInputStream(new ByteArrayInputStream(version3)), 3);

        assertThat(saved(read)).isEqualTo(version4);
    }

    private static byte[] saved(MassShell layer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        layer.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** The channel's first 2000 numbers lie around 120, all others around 900. */
    @Test
    void aChannelThatJumpsStaysFlaggedForAHundredWindowsAndIsNormalOnceAPersonSaysSo() {
        Channels channels = new Channels();
        channels.add(20_000, 120);
        channels.add(10 * LASTING - 10_000, 900);
        assertThat(channels.flaggedOfJumped(10_000, 900)).isGreaterThan(990);

        channels.forget("C3");
        channels.add(10 * DEFAULTS.warmUp(), 900);
        assertThat(channels.flaggedOfJumped(20_000, 900)).isLessThan(5);
        assertThat(channels.flaggedOfJumped(1_000, 120)).isGreaterThan(95);
        assertThat(channels.flaggedOfOthers).isLessThan(50);
    }

    /** Ten channels in turn, of which one counts otherwise. */
    private static final class Channels {
        private final Schema schema = SchemaYaml.read("channels.yml", """
                name: channels
                fields:
                  channel: {type: name, role: detector}
                  adc:     {type: number}
                """);
        private final Random random = new Random(3);
        private final StrictDecoder decoder = new StrictDecoder(schema);
        private final NameTables names = NameTables.of(schema, 100);
        private final Detection detection = new Detection(DEFAULTS, names);
        private final EventBatch batch = new EventBatch(names);
        private final Flags flags = new Flags();
        private int count;
        private int flaggedOfJumped;
        private int flaggedOfOthers;

        void add(int events, double ofTheThird) {
            for (int i = 0; i < events; i++, count++) {
                boolean isThird = count % 10 == 3;
                long adc = Math.round((isThird ? ofTheThird : 120) + 11 * random.nextGaussian());
                byte[] json =
                        ("{\"channel\":\"C" + count % 10 + "\",\"adc\":" + adc + "}").getBytes(StandardCharsets.UTF_8);
                assertThat(decoder.decode(json, 0, json.length, count, batch)).isNull();
                detection.detect(batch, flags);
                flaggedOfJumped += isThird && flags.flagged[0] ? 1 : 0;
                flaggedOfOthers += !isThird && flags.flagged[0] ? 1 : 0;
                batch.clear();
            }
        }

        int flaggedOfJumped(int events, double ofTheThird) {
            flaggedOfJumped = 0;
            add(events, ofTheThird);
            return flaggedOfJumped;
        }

        void forget(String channel) {
            detection.forget(names.detectors().find(channel));
        }
    }
}
