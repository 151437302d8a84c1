package science.pipeline.event;

/** What a field means to the analysis, whatever its name on the wire. */
public enum Role {
    EVENT_ID(Kind.INTEGER),
    TIME(Kind.TIME),
    PARTICLE_TYPE(Kind.NAME),
    ENERGY(Kind.NUMBER),
    MOMENTUM_X(Kind.NUMBER),
    MOMENTUM_Y(Kind.NUMBER),
    MOMENTUM_Z(Kind.NUMBER),
    DETECTOR(Kind.NAME),
    LABEL(Kind.BOOLEAN);

    /** The JSON type that carries a field. */
    public enum Kind {
        INTEGER,
        NUMBER,
        NAME,
        TIME,
        BOOLEAN
    }

    private final Kind kind;

    Role(Kind kind) {
        this.kind = kind;
    }

    /** How a field of this role is written. */
    public Kind kind() {
        return kind;
    }
}
