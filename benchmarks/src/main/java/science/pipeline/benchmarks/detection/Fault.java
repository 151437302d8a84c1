package science.pipeline.benchmarks.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is done to events, in three groups; each kind of a group makes an equal share of the faulty events. */
enum Fault {
    /** Energy too high or too low by 10 %. */
    ENERGY_OFF_BY_A_TENTH(Group.ANNOUNCED),
    /** Energy at 30 to 80 % of the momentum, below any particle's. */
    SHELL_VIOLATED(Group.ANNOUNCED),
    /** 30 further events of one detector at 20 to 100 times its rate. */
    HOT_BURST(Group.ANNOUNCED),
    /** A detector repeats its last energy and momentum for 5 events. */
    STUCK_RECORD(Group.ANNOUNCED),
    /** The particle flies to the opposite side of the detector that claims it. */
    WRONG_DIRECTION(Group.ANNOUNCED),
    /** Energy 10 to 50 times too large, the momentum right. */
    ENERGY_TIMES_10_TO_50(Group.ANNOUNCED),
    /** Energies of one detector drift away, in equal steps over 200 events to 10 % too large. */
    GAIN_DRIFT(Group.ANNOUNCED),

    /** One component of the momentum off by a fifth. */
    MOMENTUM_COMPONENT_OFF(Group.SINGLE),
    /** Energy and momentum 10 to 50 times too large: the kinematics close. */
    PARTICLE_TIMES_10_TO_50(Group.SINGLE),
    /** The particle flies in any direction at all. */
    RANDOM_DIRECTION(Group.SINGLE),
    /** The particle flies along the beam, |η| from 3 to 5, with its energy unchanged. */
    ALONG_THE_BEAM(Group.SINGLE),
    /** The same energy and momentum as one of the last 20,000 events of its detector. */
    SENT_AGAIN(Group.SINGLE),
    /** Energy and momentum with two digits fewer than their neighbours have. */
    FEWER_DIGITS(Group.SINGLE),
    /** A particle type that does not occur otherwise. */
    RARE_TYPE(Group.SINGLE),
    /** Energy and momentum in MeV. */
    IN_MEV(Group.SINGLE),

    /** Energies of one detector 1.3 times too large for 60 events. */
    GAIN_STRETCH(Group.STRETCH),
    /** Energies of one detector 0.9 times too small for 60 events. */
    WEAK_GAIN_STRETCH(Group.STRETCH),
    /** Energies of one detector no larger than its median for 60 events. */
    SATURATION(Group.STRETCH),
    /** Energies of one detector in whole units of 2 GeV for 60 events. */
    COMB(Group.STRETCH),
    /** Another particle type, which occurs otherwise too where the stream has several, for 60 events of a detector. */
    WRONG_TYPES(Group.STRETCH),
    /** Two detectors bear each other's name for 60 events. */
    SWAPPED_CABLES(Group.STRETCH),
    /** The transverse momentum of a detector turned by 15 degrees for 60 events. */
    TURNED(Group.STRETCH),
    /** The last 60 events of a detector are sent once more. */
    DUPLICATES(Group.STRETCH),
    /** 30 further events of one detector at 8 times its rate. */
    WEAK_BURST(Group.STRETCH),

    /** Any that the synthetic source makes up by itself; never injected here. */
    OF_THE_SOURCE(null);

    /** How faults are put together in a sample. */
    enum Group {
        /** Kinds that the layers were made for. */
        ANNOUNCED,
        /** Single events that no layer was made for when they were chosen. */
        SINGLE,
        /** Whole stretches of one detector's events. */
        STRETCH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<Fault> kinds() {
            return Arrays.stream(Fault.values())
                    .filter(fault -> fault.group == this)
                    .toList();
        }
    }

    final @Nullable Group group;

    Fault(@Nullable Group group) {
        this.group = group;
    }

    /** Whether it needs momenta to be seen, or to be done. */
    boolean needsMomenta() {
        return switch (this) {
            case ENERGY_OFF_BY_A_TENTH,
                    SHELL_VIOLATED,
                    SENT_AGAIN,
                    WRONG_DIRECTION,
                    MOMENTUM_COMPONENT_OFF,
                    RANDOM_DIRECTION,
                    ALONG_THE_BEAM,
                    TURNED,
                    SWAPPED_CABLES -> true;
            default -> false;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
