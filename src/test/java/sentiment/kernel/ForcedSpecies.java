package sentiment.kernel;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/**
 * Runs code with vectors of a chosen width. The kernel looks at its property but once, so all of
 * the program's classes are loaded anew; the code must not exchange them with its caller.
 */
public final class ForcedSpecies {

  private static final String PROPERTY = "sentiment.kernel";

  private ForcedSpecies() {}

  /**
   * Runs what a class with a constructor without parameters does.
   *
   * @param species as the property has it
   */
  public static <T> T call(String species, Class<? extends Callable<T>> code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    System.setProperty(PROPERTY, species);
    try (URLClassLoader loader = new ProgramLoader()) {
      thread.setContextClassLoader(loader);
      Constructor<?> constructor = loader.loadClass(code.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      @SuppressWarnings("unchecked")
      Callable<T> anew = (Callable<T>) constructor.newInstance();
      return anew.call();
    } finally {
      thread.setContextClassLoader(before);
      System.clearProperty(PROPERTY);
    }
  }

  private static final class ProgramLoader extends URLClassLoader {

    ProgramLoader() throws IOException {
      super(
          new URL[] {
            Tiles.class.getProtectionDomain().getCodeSource().getLocation(),
            ForcedSpecies.class.getProtectionDomain().getCodeSource().getLocation()
          },
          ForcedSpecies.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("sentiment.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
