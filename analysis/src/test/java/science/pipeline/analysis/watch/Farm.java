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

    private static final int STOCK = 4000;
    private static final int BUNCH = 50;

    private final int detectors;
    private final double events;
    private final Stock stock;
    private final Random random;
    private long window;

    /** Spectra of one event each, and of a bunch of events each. */
    private record Stock(List<Spectrum> single, List<Spectrum> bunches) {

        static Stock of(ToDoubleFunction<Random> energies, Random random) {
            Stock stock = new Stock(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < STOCK; i++) {
                stock.single.add(new Spectrum().add(energies.applyAsDouble(random)));
                Spectrum bunch = new Spectrum();
                for (int event = 0; event < BUNCH; event++) {
                    bunch.add(energies.applyAsDouble(random));
                }
                stock.bunches.add(bunch);
            }
            return stock;
        }

        Spectrum spectrum(long events, Random random) {
            Spectrum spectrum = new Spectrum();
            for (long i = 0; i < events / BUNCH; i++) {
                spectrum.add(bunches.get(random.nextInt(STOCK)));
            }
            for (long i = 0; i < events % BUNCH; i++) {
                spectrum.add(single.get(random.nextInt(STOCK)));
            }
            return spectrum;
        }
    }

    /** What is wrong with a detector. */
    record Fault(double rate, Stock stock) {}

    Farm(int detectors, double events, ToDoubleFunction<Random> energies, long seed) {
        this(detectors, events, Stock.of(energies, new Random(seed)), seed);
    }

    private Farm(int detectors, double events, Stock stock, long seed) {
        this.detectors = detectors;
        this.events = events;
        this.stock = stock;
        this.random = new Random(seed);
    }

    /** The same detectors at another time. */
    Farm again(long seed) {
        return new Farm(detectors, events, stock, seed);
    }

    /** A detector with another rate. */
    Fault rate(double rate) {
        return new Fault(rate, stock);
    }

    /** A detector with other energies. */
    static Fault energies(ToDoubleFunction<Random> energies) {
        return new Fault(1, Stock.of(energies, new Random(99)));
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

    /** The next window, in which the first detector is faulty; one without events is not in the window at all. */
    WindowContribution next(Fault ofTheFirst) {
        Map<String, Spectrum> spectra = healthy();
        spectra.remove(name(0));
        if (ofTheFirst.rate() > 0) {
            spectra.put(name(0), spectrum(ofTheFirst));
        }
        return next(spectra);
    }

    /** Nothing comes for a while. */
    void pause() {
        window += 10;
    }
}
