package science.pipeline.analysis.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;

class QuantitiesTest {

    private final EventBatch batch = Events.batch();
    private final Quantities quantities = new Quantities(batch.schema);
    private final Columns columns = new Columns(quantities);

    @Test
    void anEventHasTheFieldsOfItsSchemaAndWhatFollowsFromThem() {
        assertThat(quantities.names())
                .containsExactly(
                        "particle_type",
                        "energy_gev",
                        "momentum_x",
                        "momentum_y",
                        "momentum_z",
                        "detector_id",
                        "is_anomaly",
                        "p",
                        "pt",
                        "eta",
                        "phi",
                        "mass");
    }

    @Test
    void identifierAndTimeAreNoQuantities() {
        assertThat(quantities.find("event_id")).isEmpty();
        assertThat(quantities.find("timestamp")).isEmpty();
    }

    @Test
    void fieldsAreTheBatchsOwnColumns() {
        assertThat(column("energy_gev")).isSameAs(batch.energy);
        assertThat(column("momentum_z")).isSameAs(batch.momentumZ);
    }

    @Test
    void derivedQuantitiesAgreeWithTheirDefinitions() {
        for (ParticleEvent event : Events.stream(1, 1_000)) {
            Events.append(event, 0, batch);
        }
        for (int i = 0; i < batch.size(); i++) {
            double x = batch.momentumX[i];
            double y = batch.momentumY[i];
            double z = batch.momentumZ[i];
            double p = Math.hypot(Math.hypot(x, y), z);
            assertThat(column("p")[i]).isCloseTo(p, within(1e-12 * p));
            assertThat(column("pt")[i]).isCloseTo(Math.hypot(x, y), within(1e-12 * p));
            assertThat(column("eta")[i]).isCloseTo(-Math.log(Math.tan(Math.acos(z / p) / 2)), within(1e-9));
            assertThat(column("phi")[i]).isCloseTo(Math.atan2(y, x), within(1e-12));
            double massSquared = batch.energy[i] * batch.energy[i] - p * p;
            double signedSquare = column("mass")[i] * Math.abs(column("mass")[i]);
            assertThat(signedSquare).isCloseTo(massSquared, within(1e-10 * p * p));
        }
    }

    @Test
    void aMassIsNegativeWhereMomentumExceedsEnergy() {
        Events.append(Events.of(4, 5, 0, 0), 0, batch);
        Events.append(Events.of(5, 4, 0, 0), 1, batch);

        assertThat(column("mass")[0]).isEqualTo(-3);
        assertThat(column("mass")[1]).isEqualTo(3);
    }

    @Test
    void pseudorapidityIsInfiniteAlongTheBeamAndUndefinedAtRest() {
        Events.append(Events.of(4, 0, 0, 4), 0, batch);
        Events.append(Events.of(4, 0, 0, -4), 1, batch);
        Events.append(Events.of(4, 0, 0, 0), 2, batch);
        Events.append(Events.of(4, 1, 1, 0), 3, batch);

        assertThat(column("eta")[0]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(column("eta")[1]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(column("eta")[2]).isNaN();
        assertThat(column("eta")[3]).isZero();
    }

    @Test
    void aColumnIsComputedOnceABatch() {
        Events.append(Events.of(5, 3, 4, 0), 0, batch);
        assertThat(column("pt")[0]).isEqualTo(5);

        batch.momentumX[0] = 0;
        assertThat(column("pt")[0]).isEqualTo(5);

        columns.clear();
        assertThat(column("pt")[0]).isEqualTo(4);
    }

    private double[] column(String name) {
        return columns.of((Quantity.Numeric) quantities.find(name).orElseThrow(), batch);
    }
}
