package science.pipeline.analysis.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

class SelectorTest {

    private static final Quantities QUANTITIES = new Quantities(Schema.byDefault());

    private final Columns columns = new Columns(QUANTITIES);
    private final EventBatch batch = Events.batch();

    /** Twenty menus of five selections meet every quantity several times over. */
    @RepeatedTest(20)
    void acceptsWhatTheOracleAcceptsWhateverTheBatches(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Menu menu = randomMenu(random);
        List<SelectionOracle> oracles =
                menu.selections().stream().map(SelectionOracle::new).toList();
        Selector selector = selector(menu);
        List<ParticleEvent> events = Events.stream(repetition.getCurrentRepetition(), 3_000);
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(EventBatch.CAPACITY));
            select(selector, events.subList(from, to));
            for (int row = 0; row < batch.size(); row++) {
                for (int i = 0; i < oracles.size(); i++) {
                    assertThat(selector.selected()[i][row])
                            .as("%s of %s", menu.selections().get(i), events.get(from + row))
                            .isEqualTo(oracles.get(i).accepts(events.get(from + row)));
                }
            }
            from = to;
        }
    }

    @Test
    void boundsOfARangeAreIncluded() {
        Selector selector = selector(new Menu(List.of(new Selection("band", Map.of("energy_gev", new Range(10, 20))))));

        select(selector, List.of(energy(Math.nextDown(10)), energy(10), energy(20), energy(Math.nextUp(20))));

        assertThat(selector.selected()[0]).startsWith(false, true, true, false);
    }

    @Test
    void aPrescaleAcceptsEachNthEventThatPasses() {
        Selector selector = selector(menu(new Selection("high", Map.of("energy_gev", Range.atLeast(10)), 3, true)));
        for (int i = 0; i < 10; i++) {
            select(selector, List.of(energy(5), energy(15)));
            assertThat(selector.selected()[0]).startsWith(false, i == 2 || i == 5 || i == 8);
        }
        assertThat(selector.tallies()).containsExactly(Map.entry("high", new Tally(20, 10, 3)));
    }

    @Test
    void aDisabledSelectionCountsWhatPassesAndSelectsNothing() {
        Selector selector = selector(menu(
                new Selection("off", Map.of("energy_gev", Range.atLeast(10)), 2, false),
                new Selection("on", Map.of(), 1, true)));

        select(selector, List.of(energy(5), energy(15), energy(25)));

        assertThat(selector.names()).containsExactly("on");
        assertThat(selector.selected()).hasDimensions(1, EventBatch.CAPACITY);
        assertThat(selector.tallies())
                .containsExactly(Map.entry("off", new Tally(3, 2, 0)), Map.entry("on", new Tally(3, 3, 3)));
    }

    @Test
    void aSelectionWithoutConditionsAcceptsEverything() {
        Selector selector = selector(menu(new Selection("everything", Map.of())));

        select(selector, List.of(energy(1), energy(2)));

        assertThat(selector.selected()[0]).startsWith(true, true);
    }

    @Test
    void countsGoOnByNameAcrossAChangeOfTheMenu() throws IOException {
        Selector before = selector(menu(
                new Selection("a", Map.of(), 2, true), new Selection("gone", Map.of("energy_gev", Range.atLeast(2)))));
        select(before, List.of(energy(1), energy(2), energy(3)));

        Selector after = selector(menu(new Selection("new", Map.of()), new Selection("a", Map.of(), 2, true)));
        after.load(saved(before));
        select(after, List.of(energy(4)));

        assertThat(after.selected()[1]).startsWith(true);
        assertThat(after.tallies())
                .containsExactly(
                        Map.entry("new", new Tally(1, 1, 1)),
                        Map.entry("a", new Tally(4, 4, 2)),
                        Map.entry("gone", new Tally(3, 2, 2)));
    }

    private void select(Selector selector, List<ParticleEvent> events) {
        batch.clear();
        columns.clear();
        events.forEach(event -> Events.append(event, 0, batch));
        selector.select(batch, columns);
    }

    private Selector selector(Menu menu) {
        return new Selector(menu, QUANTITIES, batch.names);
    }

    private static DataInputStream saved(Selector selector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        selector.save(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static Menu menu(Selection... selections) {
        return new Menu(List.of(selections));
    }

    private static ParticleEvent energy(double energy) {
        return Events.of(energy, 1, 1, 1);
    }

    private static Menu randomMenu(Random random) {
        List<Selection> selections = new ArrayList<>();
        List<String> quantities = QUANTITIES.names();
        for (int i = 0; i < 5; i++) {
            Map<String, Condition> conditions = new LinkedHashMap<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                String quantity = quantities.get(random.nextInt(quantities.size()));
                conditions.put(quantity, randomCondition(quantity, random));
            }
            selections.add(new Selection("s" + i, conditions, 1 + random.nextInt(3), true));
        }
        return new Menu(selections);
    }

    private static Condition randomCondition(String quantity, Random random) {
        return switch (quantity) {
            case "particle_type" -> new OneOf(List.of("muon", "proton", "unseen"));
            case "detector_id" -> new OneOf(List.of("DET_101", "DET_103", "DET_104", "DET_999"));
            case "is_anomaly" -> new OneOf(List.of(Boolean.toString(random.nextBoolean())));
            case "eta", "phi" -> new Range(-random.nextDouble(), random.nextDouble() * 2);
            default ->
                random.nextBoolean()
                        ? Range.atLeast(random.nextGaussian() * 30)
                        : new Range(Double.NEGATIVE_INFINITY, random.nextGaussian() * 60);
        };
    }
}
