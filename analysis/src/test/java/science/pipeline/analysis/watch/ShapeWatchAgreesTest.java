package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ShapeWatch} beside {@link PlainShapeWatch}, on windows as no detector would have them. */
class ShapeWatchAgreesTest {

    private static final int MINIMUM = 8;
    private static final int WINDOWS = 150;
    private static final int SPECTRUM = 1313;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheSameToTheLastBit(long seed) throws IOException {
        Random random = new Random(seed);
        PlainShapeWatch plain = new PlainShapeWatch(MINIMUM);
        ShapeWatch watch = new ShapeWatch(MINIMUM);
        int detectors = Level.FEWEST_DETECTORS + random.nextInt(5);
        long found = 0;
        for (int window = 0; window < WINDOWS; window++) {
            List<PlainShapeWatch.Histogram> histograms = histograms(random, detectors, seed);
            int faulty = random.nextInt(5) == 0 ? random.nextInt(detectors) : -1;
            Predicate<String> isFaulty = name -> name.equals(detector(faulty));
            SortedMap<String, Departure> expected = plain.judge(histograms, isFaulty);

            assertThat(watch.judge(
                            histograms.stream()
                                    .map(ShapeWatchAgreesTest::packed)
                                    .toList(),
                            isFaulty))
                    .isEqualTo(expected);

            found += expected.size();
            if (random.nextInt(20) == 0) {
                watch = saved(watch);
            }
        }
        assertThat(found).isPositive();
    }

    private static ShapeWatch saved(ShapeWatch watch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        watch.save(new DataOutputStream(bytes));
        ShapeWatch loaded = new ShapeWatch(MINIMUM);
        loaded.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return loaded;
    }

    private static List<PlainShapeWatch.Histogram> histograms(Random random, int detectors, long seed) {
        List<PlainShapeWatch.Histogram> histograms = new ArrayList<>();
        histograms.add(histogram("spectrum", SPECTRUM, true, detectors, random));
        histograms.add(histogram("angle", 16, true, detectors, random));
        histograms.add(histogram("types", 64, false, detectors, random));
        histograms.add(histogram("flags", 2, false, detectors, random));
        if (seed % 2 == 0) {
            histograms.add(histogram("never", 10, false, 0, random));
        }
        return histograms;
    }

    /** Each detector about its own middle, sometimes silent, sparse, far off or in the outermost bins. */
    private static PlainShapeWatch.Histogram histogram(
            String name, int bins, boolean isOrdered, int detectors, Random random) {
        SortedMap<String, long[]> byDetector = new TreeMap<>();
        for (int detector = 0; detector < detectors; detector++) {
            long[] counts = new long[bins];
            int events = random.nextInt(8) == 0 ? random.nextInt(4) : 20 + random.nextInt(300);
            double middle = random.nextInt(30) == 0 ? random.nextInt(bins) : bins * (0.3 + 0.05 * detector);
            for (int i = 0; i < events; i++) {
                int bin = (int) (middle + random.nextGaussian() * bins / 20);
                counts[random.nextInt(200) == 0 ? random.nextInt(bins) : Math.floorMod(bin, bins)]++;
            }
            if (random.nextInt(50) > 0) {
                byDetector.put(detector(detector), counts);
            }
        }
        return new PlainShapeWatch.Histogram(name, bins, isOrdered, byDetector);
    }

    private static String detector(int number) {
        return "DET_" + number;
    }

    private static DetectorHistograms packed(PlainShapeWatch.Histogram histogram) {
        SortedMap<String, BinCounts> byDetector = new TreeMap<>();
        histogram.byDetector().forEach((name, counts) -> byDetector.put(name, BinCounts.of(counts)));
        return new DetectorHistograms(histogram.name(), histogram.bins(), histogram.isOrdered(), byDetector);
    }
}
