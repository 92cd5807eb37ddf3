package steps

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strconv"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// ProductsError is what is wrong with a table of products, and in which line.
type ProductsError struct {
	Line int
	Text lang.Text // without the line
}

// Error says so in English.
func (f *ProductsError) Error() string { return "line " + strconv.Itoa(f.Line) + ": " + f.Text.En }

// productColumns are the columns of such a table, in order.
const productColumns = 4

// mostProducts bounds a table. Microsoft's has six hundred.
const mostProducts = 20_000

// ReadProducts reads a table of products: CSV as RFC 4180 has it, with the
// columns of the program's own and comments behind #. The error is a
// [*ProductsError].
func ReadProducts(text []byte) (Products, error) {
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF"))))
	reader.Comment = '#'
	reader.FieldsPerRecord = -1
	guid := regexp.MustCompile(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	table := Products{}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if broken, is := errors.AsType[*csv.ParseError](err); is {
			return nil, &ProductsError{broken.Line, lang.Text{Ko: "올바른 CSV가 아닙니다. 따옴표를 확인하십시오.", En: "This is not CSV. Check the quotes."}}
		}
		line, _ := reader.FieldPos(0)
		if fault := wrongWith(row, guid, len(table)); fault != (lang.Text{}) {
			return nil, &ProductsError{line, fault}
		}
		table = append(table, Product{SKUID: row[0], PartNumber: row[1], Name: row[2], Grants: probes.Said(row[3] == "yes")})
	}
	if len(table) == 0 {
		return nil, &ProductsError{1, lang.Text{Ko: "제품이 한 줄도 없습니다.", En: "There is no product in it."}}
	}
	return table, nil
}

// wrongWith says what is wrong with a line; an empty text is nothing.
func wrongWith(row []string, guid *regexp.Regexp, before int) lang.Text {
	switch {
	case len(row) != productColumns:
		return lang.Text{
			Ko: "열이 네 개여야 합니다: SKU ID, 부품 번호, 제품 이름, yes 또는 no",
			En: "There have to be four columns: SKU ID, part number, name of the product, yes or no",
		}
	case !guid.MatchString(row[0]):
		return lang.Text{Ko: "첫 번째 열은 SKU ID(GUID)여야 합니다.", En: "The first column has to be the SKU ID, a GUID."}
	case row[1] == "" || row[2] == "":
		return lang.Text{Ko: "부품 번호나 제품 이름이 비어 있습니다.", En: "The part number or the name of the product is empty."}
	case row[3] != "yes" && row[3] != "no":
		return lang.Text{
			Ko: "네 번째 열은 yes(Microsoft Entra ID P1 또는 P2가 들어 있음) 또는 no여야 합니다.",
			En: "The fourth column has to be yes, for Microsoft Entra ID P1 or P2 inside, or no.",
		}
	case before >= mostProducts:
		return lang.Text{Ko: "줄이 너무 많습니다.", En: "There are too many lines."}
	default:
		return lang.Text{}
	}
}
