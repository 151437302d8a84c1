package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A real browser without a window: Debian's chromium and chromium-driver. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test where there is no browser. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "needs " + CHROMIUM + " and " + DRIVER + " (apt-get install chromium chromium-driver)");
    }

    /** Opens the page at an address. */
    static Browser open(String address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--ignore-certificate-errors",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1400,1000"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.driver.get(address);
        return browser;
    }

    /** Gives the page a size in pixels, below what a window may have too. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    String title() {
        return driver.getTitle();
    }

    /** What can be read without scrolling: texts that lie wholly within the window. */
    String firstScreen() {
        return (String) driver.executeScript("""
                const texts = [];
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const range = document.createRange();
                    range.selectNodeContents(walker.currentNode);
                    const box = range.getBoundingClientRect();
                    if (box.width > 0 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth) {
                        texts.push(walker.currentNode.textContent.trim());
                    }
                }
                return texts.filter((text) => text !== '').join(' ');
                """);
    }

    /** Waits until, at a desk and on a phone, the tab's title and the first screen hold these. */
    void awaitFirstScreen(String title, String... texts) {
        for (Dimension size : List.of(new Dimension(1280, 800), new Dimension(390, 844))) {
            resize(size.getWidth(), size.getHeight());
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                assertThat(title()).contains(title);
                assertThat(firstScreen()).contains(texts);
            });
        }
    }

    /** What stands first claims nothing to be well. */
    void assertNothingIsGood() {
        assertThat(findAll(".top [data-level=good]")).isEmpty();
    }

    /** Texts and boxes that stick out of the page to the right, by their elements; scrolled ones aside. */
    @SuppressWarnings("unchecked")
    List<String> widerThanThePage() {
        return (List<String>) driver.executeScript("""
                const width = document.documentElement.clientWidth;
                const scrolls = (element) => {
                    for (let e = element; e && e !== document.body; e = e.parentElement) {
                        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX)) {
                            return true;
                        }
                    }
                    return false;
                };
                const out = [...document.body.querySelectorAll('*')].filter((element) => {
                    const box = element.getBoundingClientRect();
                    return box.width > 0 && box.right > width + 1 && !scrolls(element);
                });
                return out.map((element) => element.tagName + '#' + element.id + ': ' + element.textContent.slice(0, 60));
                """);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> findAll(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** A whole number that an element shows. */
    long number(String css) {
        return Long.parseLong(find(css).getText().replace(",", ""));
    }

    /** Waits for an element, and gives the first. */
    WebElement awaitOne(String css) {
        await().atMost(PATIENCE).until(() -> !findAll(css).isEmpty());
        return find(css);
    }

    /** Waits until an element reads so. */
    void awaitText(String css, String text) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(find(css).getText()).contains(text));
    }

    /** What the browser complains of: scripts that fail, files that are missing, policies that are hurt. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
