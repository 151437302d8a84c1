package science.pipeline.benchmarks.detection;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import science.pipeline.event.ParticleEvent;

/**
 * Streams whose kinematics never close: energy uniform from 0.5 to 1000 GeV, momentum components drawn independently,
 * three detectors, an event every tenth of a second.
 */
final class SeedLikeStreams implements Iterator<ParticleEvent> {

    private static final List<String> TYPES = List.of("electron", "photon", "proton", "muon");
    private static final long START = 1_768_559_020_000_000L;

    private final Random random;
    private long number;

    SeedLikeStreams(long seed) {
        random = new Random(seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public ParticleEvent next() {
        long current = number++;
        return new ParticleEvent(
                random.nextInt(10_000_000),
                START + current * 101_000 + random.nextInt(1_000),
                TYPES.get(random.nextInt(TYPES.size())),
                Printing.TWO_DECIMALS.print(0.5 + 999.5 * random.nextDouble()),
                component(),
                component(),
                component(),
                "DET_00" + (1 + random.nextInt(3)),
                false);
    }

    private double component() {
        return Printing.TWO_DECIMALS.print(-500 + 1000 * random.nextDouble());
    }
}
