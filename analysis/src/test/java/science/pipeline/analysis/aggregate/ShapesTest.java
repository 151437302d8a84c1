package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;

class ShapesTest {

    private final EventBatch batch = Events.batch();
    private final ShapeSlots slots = new ShapeSlots(batch.schema);
    private final OpenShapes open = new OpenShapes();

    @Test
    void countsWhereADetectorsEventsLie() {
        add("DET_001", 12.34, 1, 0.1, 0.001);
        add("DET_001", 12.36, -1, -0.1, -5);
        add("DET_002", 12.36, 0, 0, 0);

        ShapeCounts one = counts().get("DET_001");
        assertThat(one.of(Shape.LAST_DIGIT)).containsExactly(0, 0, 0, 0, 1, 0, 1, 0, 0, 0);
        assertThat(one.of(Shape.GRID)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
        assertThat(one.of(Shape.DECIMALS)[2]).isEqualTo(2);
        assertThat(one.of(Shape.PARTICLE_TYPE)[Shape.ofName("muon")]).isEqualTo(2);
        assertThat(one.of(Shape.AZIMUTH)[0]).isEqualTo(1);
        assertThat(one.of(Shape.AZIMUTH)[8]).isEqualTo(1);
        assertThat(one.of(Shape.POLAR_ANGLE)[8]).isEqualTo(1);
        assertThat(one.of(Shape.POLAR_ANGLE)[1]).isEqualTo(1);
        assertThat(one.of(Shape.FLAGGED)).containsExactly(1, 1);
        assertThat(counts().get("DET_002").of(Shape.AZIMUTH)).containsOnly(0);
    }

    /** Bins of equal width would count other numbers: each edge is told in whole degrees. */
    @Test
    void saysInDegreesWhereABinLies() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double azimuth = 2 * Math.PI * random.nextDouble();
            double polar = Math.acos(2 * random.nextDouble() - 1);
            add(
                    "DET_001",
                    10,
                    Math.sin(polar) * Math.cos(azimuth),
                    Math.sin(polar) * Math.sin(azimuth),
                    Math.cos(polar));
            assertThat(degrees(Math.toDegrees(azimuth), Shape.AZIMUTH)).isTrue();
            assertThat(degrees(Math.toDegrees(polar), Shape.POLAR_ANGLE)).isTrue();
            open.clear();
        }
    }

    private boolean degrees(double angle, Shape shape) {
        long[] counts = counts().get("DET_001").of(shape);
        int bin = 0;
        while (counts[bin] == 0) {
            bin++;
        }
        String[] words =
                shape.words(bin, bin + 1).replaceAll("[^0-9]+", " ").strip().split(" ");
        return angle >= Integer.parseInt(words[0]) - 0.5 && angle <= Integer.parseInt(words[1]) + 0.5;
    }

    /** By plain formulas, at the edges too: zeros of both signs, no numbers, beyond all numbers. */
    @Test
    void findsTheBinsThatPlainFormulasFind() {
        double[] edges = {0, -0.0, 1, -1, 1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 12.34};
        Random random = new Random(2);
        batch.clear();
        while (!batch.isFull()) {
            Events.append(new ParticleEvent(1, Events.START, "muon", 12.34, 1, 2, 3, "DET_001", false), 0, batch);
        }
        for (double[] column : List.of(batch.energy, batch.momentumX, batch.momentumY, batch.momentumZ)) {
            for (int i = 0; i < column.length; i++) {
                column[i] = random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : random.nextGaussian() * 100;
            }
        }
        slots.fill(batch, new boolean[EventBatch.CAPACITY]);

        for (int i = 0; i < batch.size(); i++) {
            assertThat(bin(Shape.AZIMUTH, i)).isEqualTo(azimuth(batch.momentumX[i], batch.momentumY[i]));
            double units = Math.abs(batch.energy[i]) / 0.01;
            long whole = units < 1L << 50 ? (long) (units + 0.5) : -1;
            assertThat(bin(Shape.LAST_DIGIT, i)).isEqualTo(whole < 0 ? -1 : (int) (whole % 10));
            assertThat(bin(Shape.GRID, i)).isEqualTo(whole < 0 ? -1 : (int) (whole % 12));
        }
    }

    private int bin(Shape shape, int row) {
        int bin = slots.bins[List.of(slots.shapes).indexOf(shape)][row];
        return bin == ShapeSlots.NONE ? -1 : bin - shape.first;
    }

    private static int azimuth(double x, double y) {
        double sum = Math.abs(x) + Math.abs(y);
        if (!(sum > 0 && sum <= Double.MAX_VALUE)) {
            return -1;
        }
        double share = Math.abs(y) / sum;
        double quadrants = y >= 0 ? x >= 0 ? share : 2 - share : x < 0 ? 2 + share : 4 - share;
        return Math.min((int) (quadrants * 4), Shape.AZIMUTH.bins - 1);
    }

    @Test
    void severalPartitionsAddUpAndComeBackAsTheyWereSaved() throws IOException {
        add("DET_001", 12.34, 1, 2, 3);
        add("DET_002", 12.34, 1, 2, 3);
        SortedMap<String, ShapeCounts> one = counts();
        open.clear();
        add("DET_002", 12.35, 1, 2, 3);
        SortedMap<String, ShapeCounts> sum = ShapeCounts.sum(List.of(one, counts()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ShapeCounts.save(sum, new DataOutputStream(bytes));

        SortedMap<String, ShapeCounts> loaded =
                ShapeCounts.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(loaded).containsOnlyKeys("DET_001", "DET_002");
        assertThat(loaded.get("DET_002").of(Shape.LAST_DIGIT)).containsExactly(0, 0, 0, 0, 1, 1, 0, 0, 0, 0);
        assertThat(loaded.get("DET_001").of(Shape.LAST_DIGIT)).containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
    }

    @Test
    void refusesDamagedCounts() {
        byte[] beyondTheLastBin = {1, 0, 1, 'D', 3, (byte) 0xff, 0x7f, 1};

        assertThatThrownBy(() -> ShapeCounts.load(new DataInputStream(new ByteArrayInputStream(beyondTheLastBin))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Damaged shapes");
    }

    private void add(String detector, double energy, double x, double y, double z) {
        batch.clear();
        Events.append(new ParticleEvent(1, Events.START, "muon", energy, x, y, z, detector, false), 0, batch);
        boolean[] flagged = new boolean[EventBatch.CAPACITY];
        flagged[0] = energy == 12.36;
        slots.fill(batch, flagged);
        open.add(slots, batch.names.detectors(), batch.detector, 0, 1);
    }

    private SortedMap<String, ShapeCounts> counts() {
        return new TreeMap<>(open.counts(batch.names.detectors()));
    }
}
