package science.pipeline.analytics.intake;

import science.pipeline.analysis.InvalidSetting;

/** Checks of what the intake alone can read; it reads them again when it begins. */
public final class IntakeKeys {

    private IntakeKeys() {}

    /** @throws InvalidSetting if no partition could begin there */
    public static void checkStart(String text) {
        StartPosition.parse(text);
    }

    /** @throws InvalidSetting if it names no records of a partition */
    public static void checkGap(String text) {
        AcceptedGap.parse(text);
    }
}
