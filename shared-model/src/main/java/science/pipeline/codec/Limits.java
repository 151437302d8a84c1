package science.pipeline.codec;

/** The bounds within which a document is read; part of the policy, so not configurable. */
final class Limits {

    static final int DOCUMENT_BYTES = 64 * 1024;
    static final int DEPTH = 8;
    static final int STRING_CHARS = 1024;
    static final int NUMBER_CHARS = 40;
    static final int NAME_CHARS = 64;

    /** Energies and momenta of particles are no larger, GeV. */
    static final double MOST_OF_PARTICLES = 1e9;

    private Limits() {}
}
