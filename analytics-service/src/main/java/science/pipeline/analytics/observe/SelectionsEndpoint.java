package science.pipeline.analytics.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.Selection;
import science.pipeline.analysis.select.Tally;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.engine.ConfigurationHash;

/**
 * {@code /actuator/selections}: GET shows the menu; POST to {@code /validate} and {@code /dry-run}, with
 * {@code {"menu": "muons: {pt: {min: 20}}"}}, tries another one. Nothing here changes anything, so no token is asked.
 */
@Component
@WebEndpoint(id = "selections")
final class SelectionsEndpoint {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    /** @param configuration the hash of all that decides about rows, flags and numbers */
    record View(String configuration, List<Entry> selections) {}

    /**
     * @param evaluated events that it was applied to
     * @param passed those that met its conditions
     * @param accepted those that its prescale let through, and that were written
     */
    record Entry(
            String name,
            Map<String, Object> conditions,
            long prescale,
            boolean enabled,
            long evaluated,
            long passed,
            long accepted) {

        private static Entry of(Selection selection, Tally tally) {
            return new Entry(
                    selection.name(),
                    shown(selection.conditions()),
                    selection.prescale(),
                    selection.enabled(),
                    tally.evaluated(),
                    tally.passed(),
                    tally.accepted());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bounds(@Nullable Double min, @Nullable Double max) {}

    record Verdict(boolean valid, List<MenuText.Fault> faults) {}

    private final AnalysisConfiguration configuration;
    private final Quantities quantities;
    private final Books books;
    private final ResultsFolder folder;
    private final Semaphore oneAtATime = new Semaphore(1);

    SelectionsEndpoint(AnalysisConfiguration configuration, Books books, ResultsFolder folder) {
        this.configuration = configuration;
        quantities = new Quantities(configuration.schema());
        this.books = books;
        this.folder = folder;
    }

    @ReadOperation
    View menu() {
        Map<String, Tally> tallies = books.tallies();
        List<Entry> entries = configuration.menu().selections().stream()
                .map(selection -> Entry.of(selection, tallies.getOrDefault(selection.name(), Tally.NONE)))
                .toList();
        return new View(ConfigurationHash.of(configuration), entries);
    }

    @WriteOperation
    WebEndpointResponse<Object> tryOut(@Selector String operation, @Nullable String menu) {
        if (menu == null) {
            return refused(BAD_REQUEST, "expected {\"menu\": \"NAME: {QUANTITY: {min: …}}\"}");
        }
        MenuText read = MenuText.read(menu, quantities);
        Verdict verdict = new Verdict(read.faults().isEmpty(), read.faults());
        return switch (operation) {
            case "validate" -> new WebEndpointResponse<>(verdict);
            case "dry-run" -> verdict.valid() ? dryRun(read.menu()) : new WebEndpointResponse<>(verdict, BAD_REQUEST);
            default -> refused(NOT_FOUND, "found no operation " + operation + ", expected validate or dry-run");
        };
    }

    private WebEndpointResponse<Object> dryRun(Menu menu) {
        if (!oneAtATime.tryAcquire()) {
            return refused(TOO_MANY, "another dry run is under way: ask again in some seconds");
        }
        try {
            return new WebEndpointResponse<>(DryRun.of(menu, quantities, folder));
        } catch (IOException | Refusal unreadable) {
            return refused(UNAVAILABLE, "the dataset could not be read: " + unreadable.getMessage());
        } finally {
            oneAtATime.release();
        }
    }

    private static Map<String, Object> shown(Map<String, Condition> conditions) {
        Map<String, Object> shown = new LinkedHashMap<>();
        conditions.forEach((quantity, condition) -> shown.put(quantity, shown(condition)));
        return shown;
    }

    private static Object shown(Condition condition) {
        return condition instanceof Condition.Range range
                ? new Bounds(finite(range.min()), finite(range.max()))
                : condition.words();
    }

    private static @Nullable Double finite(double bound) {
        return Double.isInfinite(bound) ? null : Double.valueOf(bound);
    }

    private static WebEndpointResponse<Object> refused(int status, String reason) {
        return new WebEndpointResponse<>(Map.of("error", reason), status);
    }
}
