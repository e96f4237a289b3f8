package sentiment.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own, which looks nothing up outside of this host. */
final class Browser implements AutoCloseable {

  private static final String CHROMIUM = "/usr/bin/chromium";
  private static final String DRIVER = "/usr/bin/chromedriver";
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--lang=en-US");
  private static final int PATIENCE_TENTHS = 150;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one whose profile lies in that empty directory. */
  static Browser start(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments(FLAGS);
    options.addArguments("--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER)).build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.look(1280, 860, "light");
    return browser;
  }

  /** Sets the size of the page in CSS pixels and the colours that the system prefers. */
  void look(int width, int height, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Opens an address as a new visitor does, without a token or a theme from before. */
  void visit(String address) {
    driver.get("about:blank");
    complaints(); // of what was open before
    driver.get(address);
    js("sessionStorage.clear(); localStorage.clear()");
    driver.navigate().refresh();
  }

  void reload() {
    driver.navigate().refresh();
  }

  void back() {
    driver.navigate().back();
  }

  /** Goes to one of the page's views, as its links do. */
  void view(String hash) {
    js("location.hash = arguments[0]", hash);
    await("view " + hash, () -> js("return document.body.dataset.view").equals(hash.split("/")[1]));
  }

  /** What a piece of JavaScript returns. */
  Object js(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** What a piece of JavaScript hands to its last argument, a function. */
  Object jsAsync(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  long count(String css) {
    return (Long) js("return document.querySelectorAll(arguments[0]).length", css);
  }

  String text(String css) {
    return (String) js("return document.querySelector(arguments[0])?.textContent ?? ''", css);
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> findAll(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void click(String css) {
    find(css).click();
  }

  /** Types to whatever has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Puts the text in place of what stands in a field, key by key. */
  void type(String css, String text) {
    WebElement field = find(css);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"));
    field.sendKeys(text);
  }

  void await(String what, Supplier<Boolean> condition) {
    for (int i = 0; i < PATIENCE_TENTHS; i++) {
      try {
        if (condition.get()) {
          return;
        }
      } catch (StaleElementReferenceException e) {
        continue; // the list has moved on
      }
      pause(100);
    }
    throw new AssertionError(
        "no " + what + "; the page says\n" + js("return document.body.innerText"));
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Console errors and warnings since the last call, those of the Content-Security-Policy too. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    return complaints;
  }

  /** Runs a script past the page's policy, as a tester's own tools may. */
  void inject(String script) {
    driver.executeCdpCommand("Runtime.evaluate", Map.of("expression", script));
  }

  /** Saves what is seen. */
  void screenshot(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
