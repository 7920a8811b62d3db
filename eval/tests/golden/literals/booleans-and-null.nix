[ true false null (true == true) (null == null) (null == false) ]
