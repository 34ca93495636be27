"""Prints the bench's sheet with WeasyPrint: HTML and style sheet of the press, its fonts, PDF/UA-1. Prints one table row."""

import pathlib
import statistics
import sys
import time

import weasyprint
from weasyprint.text.fonts import FontConfiguration

folder, fonts, rounds, each = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
faces = [
    ("BIZ UDMincho", 400, "biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf"),
    ("BIZ UDGothic", 400, "biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf"),
    ("BIZ UDGothic", 700, "biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf"),
]
css = "".join(
    f"@font-face {{ font-family: '{name}'; font-weight: {weight}; src: url('{(fonts / path).as_uri()}') }}\n"
    for name, weight, path in faces
)
css += "@page { @bottom-left { content: '会議録（要点記録）'; font: 9pt 'BIZ UDGothic' }"
css += " @bottom-right { content: counter(page) '／' counter(pages); font: 9pt 'BIZ UDGothic' } }\n"
css += (folder / "sheet.css").read_text() + ".foot { display: none }\n"
page = (folder / "sheet.html").read_text()

configuration = FontConfiguration()
sheet = weasyprint.CSS(string=css, font_config=configuration)


def paper():
    html = weasyprint.HTML(string=page, base_url=str(folder))
    return html.write_pdf(stylesheets=[sheet], font_config=configuration, pdf_variant="pdf/ua-1")


pdf = paper()
figures = []
for _ in range(rounds):
    times = []
    for _ in range(each):
        start = time.perf_counter()
        paper()
        times.append((time.perf_counter() - start) * 1000)
    figures.append(f"{statistics.median(times):.0f}")
pages = len(weasyprint.HTML(string=page, base_url=str(folder)).render(stylesheets=[sheet], font_config=configuration).pages)
print(f"| WeasyPrint {weasyprint.__version__}, {pages} pages | {' '.join(figures)} | {len(pdf)} |")
