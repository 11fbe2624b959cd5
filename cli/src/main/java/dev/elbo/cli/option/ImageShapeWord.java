package dev.elbo.cli.option;

import dev.elbo.data.ImageShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts {@code --image}, such as {@code 28x28}: height, then width. */
public final class ImageShapeWord implements ITypeConverter<ImageShape> {
  private static final Pattern SIDES = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  @Override
  public ImageShape convert(String word) {
    Matcher sides = SIDES.matcher(word);
    if (!sides.matches()) {
      throw new TypeConversionException(
          "'%s' is no height and width such as 28x28".formatted(word));
    }
    return new ImageShape(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
  }
}
