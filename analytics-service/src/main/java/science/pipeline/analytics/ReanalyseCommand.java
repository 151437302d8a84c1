package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.reanalyse.Reanalysis;
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
 * {@code reanalyse FOLDER --into=FOLDER --key=value …}: analyses once more what a dataset has kept, under the
 * configuration that the service would have with these keys. Exit code 0, 1 if it was refused or broke off, 2 for a
 * wrong call; the same command goes on where it was broken off.
 */
final class ReanalyseCommand {

    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;
    private static final String INTO = "--into=";

    private ReanalyseCommand() {}

    static int run(String[] arguments, PrintStream out) {
        List<String> folders = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        String into = "";
        for (String argument : arguments) {
            if (argument.startsWith(INTO)) {
                into = argument.substring(INTO.length());
            } else {
                (argument.startsWith("--") ? keys : folders).add(argument);
            }
        }
        if (folders.size() != 1 || into.isEmpty() || !Files.isDirectory(Path.of(folders.get(0)))) {
            out.println("reanalyse: expected one existing results folder and a new one, as in:"
                    + " reanalyse results/ --into=results-2 --analytics.selections.NAME.FIELD.min=50");
            return WRONG_CALL;
        }
        Path from = Path.of(folders.get(0)).toAbsolutePath().normalize();
        Path target = Path.of(into).toAbsolutePath().normalize();
        if (from.equals(target)) {
            out.println("reanalyse: found --into=" + into + ", expected another folder than the one that is read");
            return WRONG_CALL;
        }
        try (ConfigurableApplicationContext context = ConfiguredCommand.start(keys)) {
            return run(from, target, context, out);
        } catch (ConfiguredCommand.Refused saidBySpring) {
            return WRONG_CALL;
        }
    }

    private static int run(Path from, Path into, ConfigurableApplicationContext context, PrintStream out) {
        AnalyticsProperties properties = context.getBean(AnalyticsProperties.class);
        AnalysisConfiguration configuration = context.getBean(AnalysisConfiguration.class);
        try {
            NativeLibraries.check(properties.finalFormats());
            Reanalysis reanalysis = new Reanalysis(
                    ResultsFolder.existing(from),
                    ResultsFolder.open(into, BlockWriters.threads()),
                    configuration,
                    new Reanalysis.Terms(
                            properties.detection().alertsPerHour(),
                            properties.rollSize().toBytes(),
                            properties.commitInterval()));
            out.println("reads " + from + " (" + Figures.count(reanalysis.offsets()) + " offsets of "
                    + reanalysis.origin().partitions().size() + " partitions) under "
                    + (reanalysis.isUnderTheSame() ? "its own configuration" : "another configuration"));
            analyse(reanalysis, out);
            out.println("builds the final dataset");
            Ledger ledger = new FinalDataset(
                            ResultsFolder.existing(into),
                            configuration,
                            statistics(into, configuration),
                            properties.finalFormats(),
                            properties.retention().kept(),
                            AnalyticsApplication.version(context.getBeanProvider(BuildProperties.class)))
                    .build(reanalysis.origin().drained());
            LedgerTable.of(ledger).forEach(out::println);
            return 0;
        } catch (IOException | UncheckedIOException failed) {
            out.println("reanalyse: broke off: " + failed + ". What is committed stands; the same command goes on.");
            return FAILED;
        } catch (Fenced | Refusal refused) {
            out.println("reanalyse: " + refused.getMessage());
            return FAILED;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static StatisticsFiles statistics(Path into, AnalysisConfiguration configuration) {
        return new StatisticsFiles(ResultsFolder.existing(into), configuration, (window, json) -> {});
    }

    private static void analyse(Reanalysis reanalysis, PrintStream out)
            throws IOException, Fenced, InterruptedException {
        long all = Math.max(1, reanalysis.offsets());
        Speedometer speed = new Speedometer();
        try (ProgressLine line = ProgressLine.on(out)) {
            reanalysis.run(done -> {
                double perSecond = speed.at(done);
                line.update("reanalysed " + Figures.count(done) + "  " + Figures.rate(perSecond) + "  "
                        + Figures.bar(done, all, perSecond));
            });
        }
    }
}
