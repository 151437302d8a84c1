package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetentionBrakeTest {

    @Test
    void holdsWhileHalfOfTheRetentionIsUnread() {
        RetentionBrake brake = new RetentionBrake(1_000_000);
        assertThat(brake.engaged()).isFalse();

        brake.look(2_501, 200);
        assertThat(brake.engaged()).isTrue();

        brake.look(2_499, 200);
        assertThat(brake.engaged()).isFalse();
    }

    @Test
    void neverHoldsWhereTheRetentionIsUnknown() {
        RetentionBrake brake = RetentionBrake.none();

        brake.look(1_000_000_000, 200);

        assertThat(brake.engaged()).isFalse();
    }
}
