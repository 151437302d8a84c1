package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.closing.BuildProgress;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.NativeLibraries;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.LedgerTable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.terminal.Figures;
import science.pipeline.terminal.ProgressLine;
import science.pipeline.terminal.Speedometer;

/**
 * {@code finalize FOLDER --key=value …}: builds the final dataset of a folder as the service would at its end, without
 * Kafka. It may be killed and started again. Exit code 0, 1 if it was not built, 2 for a wrong call.
 */
final class FinalizeCommand {

    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    private FinalizeCommand() {}

    static int run(String[] arguments, PrintStream out) {
        List<String> folders = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String argument : arguments) {
            (argument.startsWith("--") ? keys : folders).add(argument);
        }
        if (folders.size() != 1 || !Files.isDirectory(Path.of(folders.get(0)))) {
            out.println("finalize: expected one existing results folder, as in: finalize results/");
            return WRONG_CALL;
        }
        try (ConfigurableApplicationContext context = ConfiguredCommand.start(keys)) {
            return build(ResultsFolder.existing(Path.of(folders.get(0))), context, out);
        } catch (ConfiguredCommand.Refused saidBySpring) {
            return WRONG_CALL;
        }
    }

    private static int build(ResultsFolder folder, ConfigurableApplicationContext context, PrintStream out) {
        AnalyticsProperties properties = context.getBean(AnalyticsProperties.class);
        AnalysisConfiguration configuration = context.getBean(AnalysisConfiguration.class);
        try (ProgressLine line = ProgressLine.on(out)) {
            if (folder.newestBooks().isEmpty()) {
                out.println(
                        "finalize: " + folder.root() + " holds no commit: it is no results folder, or an empty one");
                return WRONG_CALL;
            }
            NativeLibraries.check(properties.finalFormats());
            FinalDataset dataset = new FinalDataset(
                    folder,
                    configuration,
                    new StatisticsFiles(folder, configuration, (window, json) -> {}),
                    properties.finalFormats(),
                    properties.retention().kept(),
                    AnalyticsApplication.version(context.getBeanProvider(BuildProperties.class)));
            Ledger ledger = dataset.build(false, showing(line));
            LedgerTable.of(ledger).forEach(line::printAbove);
            return 0;
        } catch (IOException failed) {
            out.println("finalize: broke off: " + failed + ". The parts are complete; the same command builds again.");
            return FAILED;
        } catch (Fenced | Refusal refused) {
            out.println("finalize: " + refused.getMessage());
            return FAILED;
        }
    }

    private static BuildProgress showing(ProgressLine line) {
        return new BuildProgress() {

            private String current = "";
            private Speedometer speed = new Speedometer();

            @Override
            public void at(String step, long done, long total) {
                if (!step.equals(current)) {
                    current = step;
                    speed = new Speedometer();
                }
                double perSecond = speed.at(done);
                line.update("builds " + step + "  "
                        + (total > 0 ? Figures.bar(done, total, perSecond) : Figures.count(done)));
            }
        };
    }
}
