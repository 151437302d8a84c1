package science.pipeline.producer.source.synthetic;

/** The faults that the synthetic source injects; each such event is labelled. */
public enum AnomalyKind {

    /** The energy is too large for the momentum, by 5 to 50 %. */
    MISMEASURED_ENERGY,

    /** The energy is below the momentum, which no particle can do. */
    MASS_SHELL,

    /** One detector fires many soft events in a row. */
    HOT_CHANNEL,

    /** The same measurement comes again and again under new event ids. */
    STUCK_RECORD,

    /** The momentum points away from the detector that claims to have seen the particle. */
    WRONG_DIRECTION,

    /** A consistent particle of an energy far beyond any collider's, up to 1e9 GeV. */
    ABSURD_ENERGY,

    /** The energies of one detector slowly grow too large, from 2 to 20 %. */
    GAIN_DRIFT
}
