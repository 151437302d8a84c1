package science.pipeline.benchmarks.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to events. The detection was tuned on the first group; the second was kept aside until it was done. */
enum Fault {
    /** Energy too high or too low by 10 %. */
    ENERGY_OFF_BY_A_TENTH(true),
    /** Energy at 30 to 80 % of the momentum, below any particle's. */
    SHELL_VIOLATED(true),
    /** 30 further events of one detector at 20 to 100 times its rate. */
    HOT_BURST(true),
    /** A detector repeats its last energy and momentum for 5 events. */
    STUCK_RECORD(true),
    /** The particle flies to the opposite side of the detector that claims it. */
    WRONG_DIRECTION(true),
    /** Energy 10 to 50 times too large, the momentum right. */
    ENERGY_TIMES_10_TO_50(true),
    /** Energies of one detector 1.3 times too large for 100 events. */
    GAIN_STRETCH(true),

    /** Energies of one detector 0.9 times too small for 100 events. */
    WEAK_GAIN_STRETCH(false),
    /** One component of the momentum off by a fifth. */
    MOMENTUM_COMPONENT_OFF(false),
    /** Energy and momentum 10 to 50 times too large: the kinematics close. */
    PARTICLE_TIMES_10_TO_50(false),
    /** The particle flies in any direction at all. */
    RANDOM_DIRECTION(false),
    /** The particle flies along the beam, |η| from 3 to 5, with its energy unchanged. */
    ALONG_THE_BEAM(false),
    /** 30 further events of one detector at 8 times its rate. */
    WEAK_BURST(false),
    /** A detector sends two records in turn, 6 events long. */
    TWO_RECORDS_IN_TURN(false),

    /** Any that the synthetic source makes up by itself; never injected here. */
    OF_THE_SOURCE(false);

    final boolean tunedOn;

    Fault(boolean tunedOn) {
        this.tunedOn = tunedOn;
    }

    static List<Fault> tunedOn(boolean tunedOn) {
        return Arrays.stream(values())
                .filter(fault -> fault.tunedOn == tunedOn && fault != OF_THE_SOURCE)
                .toList();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
