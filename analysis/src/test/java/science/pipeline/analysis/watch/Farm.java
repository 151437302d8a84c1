package science.pipeline.analysis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import science.pipeline.analysis.aggregate.DetectorWindows;
import science.pipeline.analysis.aggregate.DetectorWindows.Spectrum;
import science.pipeline.analysis.aggregate.WindowContribution;

/**
 * Detectors that each count about so many events a window. Their energies come in bunches out of a stock, so that many
 * trials cost little; how many there are in a window is drawn anew.
 */
final class Farm {

    private static final int STOCK = 2000;
    private static final int[] BUNCHES = {256, 64, 16, 4, 1};

    private final int detectors;
    private final double events;
    private final ToDoubleFunction<Random> energies;
    private final long seed;
    private final Stock stock;
    private final Random random;
    private long window;

    /** Spectra of as many events as each of the bunches has. */
    private record Stock(List<List<Spectrum>> bySize) {

        static Stock of(ToDoubleFunction<Random> energies, Random random) {
            List<List<Spectrum>> bySize = new ArrayList<>();
            for (int size : BUNCHES) {
                List<Spectrum> bunches = new ArrayList<>();
                for (int i = 0; i < STOCK; i++) {
                    Spectrum bunch = new Spectrum();
                    random.doubles(size).forEach(any -> bunch.add(energies.applyAsDouble(random)));
                    bunches.add(bunch);
                }
                bySize.add(bunches);
            }
            return new Stock(bySize);
        }

        Spectrum spectrum(long events, Random random) {
            Spectrum spectrum = new Spectrum();
            long left = events;
            for (int i = 0; i < BUNCHES.length; i++) {
                for (; left >= BUNCHES[i]; left -= BUNCHES[i]) {
                    spectrum.add(bySize.get(i).get(random.nextInt(STOCK)));
                }
            }
            return spectrum;
        }
    }

    /** What is wrong with a detector. */
    record Fault(double rate, Stock stock) {}

    Farm(int detectors, double events, ToDoubleFunction<Random> energies, long seed) {
        this(detectors, events, energies, seed, Stock.of(energies, new Random(seed)));
    }

    private Farm(int detectors, double events, ToDoubleFunction<Random> energies, long seed, Stock stock) {
        this.detectors = detectors;
        this.events = events;
        this.energies = energies;
        this.seed = seed;
        this.stock = stock;
        this.random = new Random(seed);
    }

    /** The same detectors at another time. */
    Farm again(long otherSeed) {
        return new Farm(detectors, events, energies, otherSeed, stock);
    }

    /** A detector with another rate. */
    Fault rate(double rate) {
        return new Fault(rate, stock);
    }

    /** A detector whose energies are all scaled alike. */
    Fault gain(double gain) {
        return new Fault(1, Stock.of(random -> gain * energies.applyAsDouble(random), new Random(seed)));
    }

    Spectrum spectrum(Fault fault) {
        double mean = fault.rate() * events;
        return fault.stock().spectrum(Math.round(mean + Math.sqrt(mean) * random.nextGaussian()), random);
    }

    static String name(int detector) {
        return String.format(Locale.ROOT, "DET_%03d", detector + 1);
    }

    Map<String, Spectrum> healthy() {
        Map<String, Spectrum> spectra = new TreeMap<>();
        for (int detector = 0; detector < detectors; detector++) {
            spectra.put(name(detector), spectrum(rate(1)));
        }
        return spectra;
    }

    WindowContribution next() {
        return next(healthy());
    }

    WindowContribution next(Map<String, Spectrum> spectra) {
        return DetectorWindows.window(window++, spectra);
    }

    /** The next window, in which the first detector is faulty. */
    WindowContribution next(Fault ofTheFirst) {
        return next(ofTheFirst, 0);
    }

    /** The next window, in which a detector is faulty; one without events is not in the window at all. */
    WindowContribution next(Fault fault, int detector) {
        Map<String, Spectrum> spectra = healthy();
        spectra.remove(name(detector));
        if (fault.rate() > 0) {
            spectra.put(name(detector), spectrum(fault));
        }
        return next(spectra);
    }

    /** Nothing comes for a while. */
    void pause() {
        window += 10;
    }
}
