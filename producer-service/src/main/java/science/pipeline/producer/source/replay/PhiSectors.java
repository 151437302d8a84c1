package science.pipeline.producer.source.replay;

import java.util.stream.IntStream;

/** Names the sector of the azimuth that a momentum points to: {@code PHI_00} begins at -π, counter-clockwise. */
final class PhiSectors {

    private final String[] names;

    PhiSectors(int sectors) {
        names = IntStream.range(0, sectors).mapToObj("PHI_%02d"::formatted).toArray(String[]::new);
    }

    String name(double px, double py) {
        double turn = (StrictMath.atan2(py, px) + Math.PI) / (2 * Math.PI);
        // atan2 reaches π itself, the far edge of the last sector.
        return names[Math.min((int) (turn * names.length), names.length - 1)];
    }
}
